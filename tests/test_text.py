"""Vietnamese text: forms, comparison, search folding, sorting, slugs."""

import unicodedata

import pytest

from scripts.text import clean, fold, is_nfc, nfc, slug, sort_key, tone_key


def nfd(s):
    return unicodedata.normalize("NFD", s)


def test_nfc_composes_what_a_pdf_decomposed():
    """Decomposed letters become the one form the data uses, and the form can be asked for."""
    assert nfc(nfd("Quảng Ngãi, Đề án")) == "Quảng Ngãi, Đề án"
    assert is_nfc("Quảng Ngãi")
    assert not is_nfc(nfd("Quảng Ngãi"))


@pytest.mark.parametrize(
    "printed, expected",
    [
        ("  Phòng Văn hóa \n - Xã hội ", "Phòng Văn hóa - Xã hội"),
        ("Ủy\u00a0ban\tnhân   dân", "Ủy ban nhân dân"),
        (nfd("Sông Mã"), "Sông Mã"),
        ("VNelD, ngiệp , nhân lục", "VNelD, ngiệp , nhân lục"),
        (" \n ", ""),
    ],
)
def test_clean_undoes_wraps_and_keeps_misprints(printed, expected):
    """White space and Unicode form are tidied; words, punctuation and misprints stay as printed."""
    assert clean(printed) == expected


@pytest.mark.parametrize(
    "printed, expected",
    [
        ("Sông Mã", "song ma"),
        (nfd("Sông Mã"), "song ma"),
        ("ĐỀ ÁN đổi mới", "de an doi moi"),
        ("Ðề án", "de an"),  # Eth, as older fonts convert it
        ("Thuận Châu 2026", "thuan chau 2026"),
        ("Ưu tiên, quyền, nghĩa, rượu", "uu tien, quyen, nghia, ruou"),
        ("plain ASCII", "plain ascii"),
    ],
)
def test_fold_finds_what_is_typed_without_diacritics(printed, expected):
    """Whatever is typed without tones, hats or đ finds the word, composed or decomposed."""
    assert fold(printed) == expected


@pytest.mark.parametrize(
    "one, other",
    [
        ("hóa", "hoá"),
        ("thủy", "thuỷ"),
        ("Ủy ban", "Uỷ ban"),
        ("ỦY BAN", "uỷ ban"),
        ("hòa", "hoà"),
        ("úy", "uý"),
        ("khỏe", "khoẻ"),
        ("xõa", "xoã"),
        ("họa", "hoạ"),
        ("Qúy III", "Quý III"),
        (nfd("Văn hóa"), "VĂN HOÁ"),
    ],
)
def test_tone_key_is_blind_to_tone_placement(one, other):
    """The old and the new placement of a tone mark, and upper and lower case, compare as equal."""
    assert tone_key(one) == tone_key(other)


@pytest.mark.parametrize(
    "one, other",
    [("hóa", "hòa"), ("hoá", "hoa"), ("thủy", "thúy"), ("Mường", "Mương"), ("đa", "da")],
)
def test_tone_key_keeps_different_words_apart(one, other):
    """Another tone, another vowel or another letter is another word."""
    assert tone_key(one) != tone_key(other)


@pytest.mark.parametrize(
    "name, expected",
    [
        ("Sông Mã", "song-ma"),
        (nfd("Sông Mã"), "song-ma"),
        ("Xã Đắk Pék", "xa-dak-pek"),
        ("Thành phố Hồ Chí Minh", "thanh-pho-ho-chi-minh"),
        ("Bà Rịa - Vũng Tàu", "ba-ria-vung-tau"),
        ("Ea H'Leo", "ea-h-leo"),
    ],
)
def test_slug_makes_names_into_urls(name, expected):
    """A name becomes lower-case ASCII joined by single hyphens, whatever its Unicode form."""
    assert slug(name) == expected


@pytest.mark.parametrize(
    "in_order",
    [
        ["An", "Ăn", "Ân", "Ba", "Ca", "Da", "Đa", "Ea", "Êa", "Ga", "Na", "Oa", "Ôa", "Ơa", "Pa", "Ua", "Ưa", "Va"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["mặn", "mận", "me", "mẹ", "mê"],
        ["bản", "Bản", "bán", "bạn"],
        ["Đắk Lắk", "Điện Biên", "Đồng Nai", "Gia Lai", "Hà Nội"],
        ["An Bình", "Anh"],
        ["Hà Giang", "Hạ Long", "Hà Nội"],
        ["Tổ 1", "Tổ a", "Tổ z"],
    ],
)
def test_sort_key_orders_as_a_vietnamese_dictionary(in_order):
    """Letters decide first (đ after d, ô after o), then tones from ngang to nặng, and case last."""
    assert sorted(reversed(in_order), key=sort_key) == in_order
    assert sorted(map(nfd, reversed(in_order)), key=sort_key) == list(map(nfd, in_order))
