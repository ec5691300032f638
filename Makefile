# make: kiểm tra dữ liệu, chạy kiểm thử, dựng trang. make help: mọi việc có thể làm.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
# Bản đã công bố, để giữ mã dòng và trang cũ; trống nếu kho không có nhánh origin/main.
BASE ?= $(shell git rev-parse --verify --quiet origin/main 2>/dev/null)

.DEFAULT_GOAL := all
.PHONY: all help site serve check notices verify evidence ingest new-plan scan changes release test tidy package messages look benchmark lock clean

all: check test site ## Kiểm tra dữ liệu, chạy kiểm thử rồi dựng trang.

help: ## Liệt kê mọi lệnh, mỗi lệnh một câu.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F '\t' '{ printf "  make %-10s %s\n", $$1, $$2 }'

site: check ## Kiểm tra dữ liệu, dựng trang vào site/ và cho biết mở ở đâu.
	@$(BIN)/python -m scripts.build
	@echo "Chạy “make serve” rồi mở http://127.0.0.1:$(PORT)/"

serve: ## Xem trang đã dựng tại http://127.0.0.1:8000/ (PORT=… để đổi cổng).
	@test -f site/index.html || $(MAKE) site
	@echo "Mở http://127.0.0.1:$(PORT)/ (Ctrl+C để dừng)"
	@$(PYTHON) -m http.server $(PORT) --bind 127.0.0.1 --directory site

check: $(VENV)/.installed ## Kiểm tra dữ liệu: mọi lỗi trong một lần chạy (PLAN=thư-mục cho một kế hoạch, BASE=phiên-bản để giữ mã cũ).
	@$(BIN)/python -m scripts.validate $(PLAN) $(if $(BASE),--base $(BASE))
	@$(BIN)/python -m scripts.package --check
	@$(BIN)/python -m scripts.readme --check
	@$(if $(BASE),$(BIN)/python -m scripts.versions.release --against $(BASE))

notices: $(VENV)/.installed ## In sẵn các dòng đối chiếu còn thiếu của một kế hoạch: make notices PLAN=thư-mục
	@test -n "$(PLAN)" || { echo "Cần thư mục kế hoạch: make notices PLAN=data/plans/<tỉnh>/<xã>-<mã>/<kế hoạch>"; exit 2; }
	@$(BIN)/python -m scripts.notices $(PLAN)

verify: $(VENV)/.installed ## So từng dòng với văn bản gốc: make verify SOURCES=thư-mục (PLAN=… cho một kế hoạch)
	@test -n "$(SOURCES)" || { echo "Cần thư mục chứa các văn bản gốc: make verify SOURCES=thư-mục"; exit 2; }
	@$(BIN)/python -m scripts.verify "$(SOURCES)" $(PLAN)

evidence: check ## Làm gói bằng chứng (zip) của mọi kế hoạch, hoặc của một kế hoạch (PLAN=…), vào build/evidence/.
	@$(BIN)/python -m scripts.build --evidence $(PLAN)

ingest: $(VENV)/.installed ## Đọc văn bản PDF, DOCX, XLSX, TXT thành bản nháp kế hoạch: make ingest DOC=tệp PLAN=<tỉnh>/<xã>-<mã>/<kế hoạch> (OUT=thư-mục để chỉ xem thử; NO_TABLES=1 nếu văn bản không có bảng)
	@test -n "$(DOC)" -a -n "$(PLAN)" || { echo "Cần tệp và mã kế hoạch: make ingest DOC=tệp PLAN=<tỉnh>/<xã>-<mã>/<kế hoạch>"; exit 2; }
	@$(BIN)/python -m scripts.ingest "$(DOC)" --plan "$(PLAN)" $(if $(OUT),--out "$(OUT)") $(if $(NO_TABLES),--without-tables)

scan: $(VENV)/.installed ## Cài phần đọc bản quét và ảnh (thêm numpy); cần chương trình tesseract có dữ liệu tiếng Việt.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-scan.txt
	@command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -qx vie || { echo "Còn thiếu tesseract hoặc dữ liệu tiếng Việt: apt-get install tesseract-ocr tesseract-ocr-vie"; exit 2; }
	@echo "Đọc được bản quét và ảnh: make ingest DOC=tệp PLAN=…"

new-plan: $(VENV)/.installed ## Bắt đầu một kế hoạch không có tệp: thư mục trống và mẫu Excel (YEARS=2026,2030 để thêm năm).
	@test -n "$(PLAN)" || { echo "Cần mã kế hoạch: make new-plan PLAN=<tỉnh>/<xã>-<mã>/<kế hoạch>"; exit 2; }
	@$(BIN)/python -m scripts.ingest.new_plan --plan "$(PLAN)" $(if $(YEARS),--years $(YEARS)) $(if $(FORM),--form "$(FORM)")

changes: $(VENV)/.installed ## Kể thay đổi của dữ liệu từ bản phát hành cuối, mức major/minor/patch; cập nhật releases/next.csv để ghi lý do.
	@$(BIN)/python -m scripts.versions.release changes

release: $(VENV)/.installed ## Phát hành bản dữ liệu kế tiếp vào releases/ khi mọi thay đổi đã có lý do; cập nhật CHANGELOG.md và số phiên bản.
	@$(BIN)/python -m scripts.versions.release release

test: $(VENV)/.installed-dev ## Chạy mọi kiểm thử, kể cả mở trang bằng trình duyệt nếu máy có Chromium.
	@$(BIN)/python -m pytest

tidy: $(VENV)/.installed ## Sửa dạng tệp CSV (BOM, dấu phân cách, xuống dòng, khoảng trắng, NFC, thứ tự cột), không đổi nội dung.
	@$(BIN)/python -m scripts.tidy $(PLAN)

package: $(VENV)/.installed ## Cập nhật datapackage.json và bảng kế hoạch của README.md theo các thư mục kế hoạch.
	@$(BIN)/python -m scripts.package
	@$(BIN)/python -m scripts.readme

messages: $(VENV)/.installed ## Gom câu chữ của trang vào docs/_languages/en.po và kể những câu chưa có tiếng Anh.
	@$(BIN)/python -m scripts.messages

look: $(VENV)/.installed-dev ## Xem nhanh một bảng trong dòng lệnh: make look TABLE=data/reference/provinces.csv
	@test -f "$(TABLE)" || { echo "Cần tên một tệp CSV có thật: make look TABLE=data/reference/provinces.csv"; exit 2; }
	@$(BIN)/csvlook -I $(TABLE)

benchmark: $(VENV)/.installed-dev ## Đo thời gian, bộ nhớ, dung lượng: dựng trang cho 100, 1.000 và 3.321 xã; từng định dạng tải về với 700.000 dòng.
	@$(BIN)/python -m benchmarks.pages
	@$(BIN)/python -m benchmarks.formats

lock: $(VENV)/.installed-dev ## Ghim lại phiên bản và mã băm của mọi thư viện từ requirements*.in.
	@$(BIN)/uv pip compile requirements.in --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements.txt
	@$(BIN)/uv pip compile requirements-dev.in --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-dev.txt
	@$(BIN)/uv pip compile requirements-scan.in --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-scan.txt

clean: ## Xóa mọi thứ dựng ra (build/, site/, môi trường .venv).
	rm -rf build site $(VENV) .pytest_cache

$(VENV)/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Cần Python 3.11 trở lên, đây là " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
