"""Numbers and sums of money, in figures and in words."""

import random
import unicodedata
from decimal import Decimal

import pytest

from scripts.numbers_vi import money_unit, parse_amount, parse_amount_in, parse_amount_words, parse_number


@pytest.mark.parametrize(
    "printed, expected",
    [
        ("0,23", "0.23"),
        ("1.234", "1234"),
        ("1.234.567,5", "1234567.5"),
        ("01", "1"),
        ("85", "85"),
        ("0", "0"),
        ("25.861", "25861"),
        ("105,99", "105.99"),
        (" 60\n", "60"),
    ],
)
def test_numbers_are_read_the_vietnamese_way(printed, expected):
    """The point groups thousands and the comma begins the decimals."""
    assert parse_number(printed) == Decimal(expected)


@pytest.mark.parametrize(
    "printed",
    ["2.5", "5.2", "12.34", "1.2345", "0.123", "01.234", "1234.567", "1,234.5", "1,", ",5", "1.234.", "1 234", "-5",
     "+5", "85%", "≥ 5", "1e3", "٣", "", "một"],
)  # fmt: skip
def test_other_notations_are_not_numbers(printed):
    """A point before anything but three digits is not repaired into a decimal: 2.5 is not 25 and not 2,5."""
    assert parse_number(printed) is None


@pytest.mark.parametrize(
    "printed, dong",
    [
        ("5.267.475.000", 5_267_475_000),
        ("5.267.475.000 đồng", 5_267_475_000),
        ("4.814.980 đồng", 4_814_980),  # as printed, although a thousand times too small
        ("5267475000", 5_267_475_000),
        ("0", 0),
        ("148 triệu", 148_000_000),
        ("148 triệu đồng", 148_000_000),
        ("05 triệu đồng", 5_000_000),
        ("5,2 tỷ", 5_200_000_000),
        ("5,2 tỉ đồng", 5_200_000_000),
        ("5,267475 tỷ đồng", 5_267_475_000),
        ("1.500 tỷ đồng", 1_500_000_000_000),
        ("1,2 nghìn tỷ đồng", 1_200_000_000_000),
        ("500 nghìn đồng", 500_000),
        ("500 ngàn đồng", 500_000),
        ("148 TRIỆU ĐỒNG", 148_000_000),
        (unicodedata.normalize("NFD", "148 triệu đồng"), 148_000_000),
    ],
)
def test_amounts_are_whole_dong(printed, dong):
    """Figures with or without "đồng", and figures of thousands, millions or billions, are exact integers."""
    assert parse_amount(printed) == dong


@pytest.mark.parametrize(
    "printed",
    ["625,000", "5,0", "0,0000000005 tỷ", "0,0005 nghìn đồng", "5.2 tỷ", "52.67.475.000", "0912345678",
     "triệu", "đồng", "148 triệu người", "khoảng 148 triệu", "≥ 5 tỷ", "5 tỷ 200 triệu", "148.000.000 VNĐ", "- ", ""],
)  # fmt: skip
def test_what_is_not_exactly_one_amount_is_none(printed):
    """Fractions of a dong, foreign notation, telephone numbers and text around the figure give no amount."""
    assert parse_amount(printed) is None


@pytest.mark.parametrize(
    "printed, dong",
    [
        ("Năm tỷ hai trăm sáu bảy triệu bốn trăm bảy mươi năm nghìn đồng", 5_267_475_000),
        ("Bốn tỷ tám trăm mười bốn triệu chín trăm tám mươi ngàn", 4_814_980_000),
        ("Số tiền bằng chữ: Năm triệu đồng", 5_000_000),
        ("Bằng chữ: Năm triệu đồng chẵn./.", 5_000_000),
        ("Năm tỷ, hai trăm sáu mươi bảy triệu, bốn trăm bảy mươi lăm nghìn đồng.", 5_267_475_000),
        ("HAI MƯƠI MỐT TRIỆU ĐỒNG", 21_000_000),
        (unicodedata.normalize("NFD", "Hai mươi mốt triệu đồng"), 21_000_000),
        ("không đồng", 0),
        ("mười", 10),
        ("mười lăm", 15),
        ("sáu bảy", 67),
        ("bẩy mươi bẩy triệu", 77_000_000),
        ("hai mươi tư triệu", 24_000_000),
        ("hai mươi bốn triệu", 24_000_000),
        ("hai nhăm triệu", 25_000_000),
        ("một trăm linh năm nghìn", 105_000),
        ("một trăm lẻ tư nghìn", 104_000),
        ("một tỉ không trăm linh năm triệu", 1_005_000_000),
        ("một triệu linh năm nghìn", 1_005_000),
        ("một triệu năm nghìn", 1_005_000),
        ("một nghìn linh một", 1_001),
        ("một nghìn hai trăm", 1_200),
        ("một triệu hai trăm đồng", 1_000_200),
        ("một triệu không nghìn hai trăm đồng", 1_000_200),
        ("hai nghìn năm trăm tỷ đồng", 2_500_000_000_000),
        ("một nghìn tỷ", 1_000_000_000_000),
        ("một triệu tỷ", 1_000_000_000_000_000),
    ],
)
def test_sums_in_words(printed, dong):
    """Written and spoken forms, old spellings, any case and Unicode form give the same dong."""
    assert parse_amount_words(printed) == dong


@pytest.mark.parametrize(
    "printed",
    [
        # nothing to count, or no number
        "", "đồng", "triệu", "tỷ", "tỷ đồng", "trăm triệu", "mươi triệu", "Có phụ lục kèm theo", "5 triệu đồng",
        # out of order or said twice
        "hai nghìn ba triệu", "hai triệu ba tỷ", "năm triệu sáu triệu", "một tỷ tỷ", "một nghìn nghìn",
        "hai trăm ba trăm", "một triệu đồng hai nghìn đồng",
        # contradictory groups
        "mười mươi", "một mươi", "không mươi năm", "hai mười", "mười mốt", "mười tư",
        "linh năm triệu", "không trăm triệu", "hai mươi linh năm", "một trăm linh lăm",
        "một trăm linh mười", "hai lăm mươi", "sáu bảy tám",
        # two readings: as written, or as spoken with the last zeros left out
        "hai trăm năm", "một nghìn hai", "năm triệu hai", "năm triệu hai trăm", "năm tỷ hai trăm",
        "một nghìn hai ba", "hai tỷ rưỡi",
        # not the whole text
        "khoảng năm triệu đồng", "năm triệu đồng và hai nghìn", "năm, triệu đồng", "hai trăm, triệu", "nămtriệu",
        "năm triệu-hai trăm nghìn đồng",
    ],
)  # fmt: skip
def test_sums_in_words_that_do_not_hold(printed):
    """What contradicts itself, is out of order or can be read in two ways is None, never a guess."""
    assert parse_amount_words(printed) is None


ONES = "không một hai ba bốn năm sáu bảy tám chín".split()


def written_group(n, full):
    """1..999 in words; `full` writes the hundreds even when they are zero."""
    hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
    words = [ONES[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        return words + ((["linh"] if words else []) + [ONES[ones]] if ones else [])
    words += ["mười"] if tens == 1 else [ONES[tens], "mươi"]
    if ones == 1 and tens > 1:
        return words + ["mốt"]
    if ones == 5:
        return words + ["lăm"]
    return words + ([ONES[ones]] if ones else [])


def written(n):
    """A number below 10**18 as an accountant writes it, without the unit."""
    if n == 0:
        return "không"
    if n >= 10**9:
        words = written(n // 10**9).split() + ["tỷ"]
    else:
        words = []
    for scale, name in ((10**6, ["triệu"]), (10**3, ["nghìn"]), (1, [])):
        group = n % 10**9 // scale % 1000
        if group:
            words += written_group(group, full=bool(words)) + name
    return " ".join(words)


def test_the_writer_of_the_round_trip():
    """The writer itself writes as a cashier does."""
    assert written(5_267_475_000) == "năm tỷ hai trăm sáu mươi bảy triệu bốn trăm bảy mươi lăm nghìn"
    assert written(1_000_021) == "một triệu không trăm hai mươi mốt"
    assert written(10_105_014) == "mười triệu một trăm linh năm nghìn không trăm mười bốn"


def test_every_written_sum_reads_back():
    """24,000 sums from 0 to under a million billion dong come back unchanged, however they are spelt."""
    rng = random.Random(2026)
    sums = list(range(4_000)) + [rng.randrange(10 ** rng.randint(4, 15)) for _ in range(10_000)]
    sums += [rng.randrange(1, 10**6) * 10 ** rng.randint(1, 9) for _ in range(10_000)]
    assert len(sums) == 24_000
    spellings = [
        lambda words: words,
        lambda words: words.upper() + " CHẴN./.",
        lambda words: unicodedata.normalize("NFD", words.capitalize()),
        lambda words: words.replace("nghìn", "ngàn").replace("tỷ", "tỉ").replace("linh", "lẻ").replace("bảy", "bẩy"),
        lambda words: words.replace("triệu ", "triệu, ").replace("mươi lăm", "mươi năm"),
        lambda words: words.replace("mươi bốn", "mươi tư").replace("mươi mốt", "mươi một"),
        lambda words: words.replace("triệu đồng", "triệu").replace("nghìn đồng", "nghìn").replace("tỷ đồng", "tỷ"),
    ]
    wrong = [
        (n, words)
        for i, n in enumerate(sums)
        for words in [spellings[i % len(spellings)](written(n) + " đồng")]
        if parse_amount_words(words) != n
    ]
    assert wrong == []


def test_short_tens_read_back():
    """Leaving out "mươi", as speech does, changes no sum of full groups."""
    for n in range(221, 1_000):
        if n // 10 % 10 > 1 and n % 10:
            assert parse_amount_words(written(n).replace(" mươi", "") + " triệu đồng") == n * 10**6


@pytest.mark.parametrize(
    "printed, unit, expected",
    [
        ("148", "triệu đồng", 148_000_000),
        ("1.234,5", "Triệu đồng", 1_234_500_000),
        ("0,5", "tỷ đồng", 500_000_000),
        ("5,2", "tỉ", 5_200_000_000),
        ("625.000", "nghìn đồng", 625_000_000),
        ("625.000", "Ngàn đồng", 625_000_000),
        ("12", "1.000 đồng", 12_000),
        ("12", "1.000.000đ", 12_000_000),
        ("7,25", "tr.đồng", 7_250_000),
        ("0", "triệu VNĐ", 0),
        ("625.000", "đồng", 625_000),
        ("625.000", "", 625_000),
        ("148 triệu", "", 148_000_000),
        ("1 250 000", "", 1_250_000),
        ("1\u202f250\u00a0000 đồng", "đồng", 1_250_000),
        ("1 250,5", "triệu đồng", 1_250_500_000),
        ("10 tr", "", 10_000_000),
        ("10trđ", "", 10_000_000),
        ("10 triệu đ", "", 10_000_000),
    ],
)
def test_a_figure_takes_the_unit_printed_above_it(printed, unit, expected):
    """The unit of the table makes a figure money; decimals are whole dong when the unit is large enough."""
    assert parse_amount_in(printed, unit) == expected


@pytest.mark.parametrize(
    "printed, unit",
    [("148 triệu", "triệu đồng"), ("148 đồng", "triệu đồng"), ("1,0005", "nghìn đồng"), ("625,5", "đồng"), ("1.5", "triệu đồng"), ("0148", "triệu đồng"), ("1 25 000", ""), ("1250 000", ""), ("1 250 00", "đồng"), ("1 250 000 1", ""), ("10 trang", ""),
     ("", "triệu đồng"), ("năm", "triệu đồng"), ("148", "USD"), ("148", "triệu USD"), ("148", "tr"), ("148", "1.000"), ("148", "%")],
)  # fmt: skip
def test_a_figure_in_doubt_is_no_amount(printed, unit):
    """A unit of its own beside that of the table, part of a dong, or a unit that is not money."""
    assert parse_amount_in(printed, unit) is None


def test_units_of_money():
    """As printed above tables; other words are none."""
    assert [money_unit(text) for text in ("", "đồng", "VNĐ", "nghìn tỷ đồng", "trđ", "phần trăm")] == [1, 1, 1, 10**12, 10**6, None]
