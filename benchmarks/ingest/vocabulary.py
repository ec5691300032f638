"""Words that made-up plans are made of: indicators, tasks, bodies, money, documents, and the ways their headings are worded."""

from __future__ import annotations

SUBJECTS = (
    "hồ sơ thủ tục hành chính", "hộ gia đình", "cơ sở sản xuất, kinh doanh", "cán bộ, công chức cấp xã", "thôn, tổ dân phố", "người dân từ đủ 15 tuổi trở lên",
    "văn bản đi, đến (trừ văn bản mật)", "trường học trên địa bàn", "điểm phục vụ bưu chính", "hợp tác xã nông nghiệp", "dịch vụ công trực tuyến toàn trình", "sản phẩm OCOP từ 3 sao",
)  # fmt: skip
STATES = (
    "được số hóa và ký số", "có kết nối Internet băng rộng cáp quang", "thanh toán không dùng tiền mặt", "được tập huấn kỹ năng số cơ bản", "có tài khoản định danh điện tử mức độ 2",
    "được cập nhật trên Cổng Dịch vụ công quốc gia", "tham gia sàn thương mại điện tử", "ứng dụng truy xuất nguồn gốc",
)  # fmt: skip
VERBS = ("Xây dựng", "Triển khai", "Rà soát, cập nhật", "Tổ chức", "Phối hợp thực hiện", "Kiện toàn", "Đầu tư, nâng cấp", "Tham mưu ban hành")
OBJECTS = (
    "kế hoạch truyền thông về chuyển đổi số", "hội nghị tập huấn sử dụng trợ lý ảo cho công chức", "mạng nội bộ của trụ sở UBND xã", "Tổ công nghệ số cộng đồng tại các thôn",
    "phong trào “Bình dân học vụ số”", "quy chế bảo đảm an toàn thông tin", "mô hình tưới tiết kiệm nước trên cây ăn quả", "chuyên mục khoa học và công nghệ trên Trang thông tin điện tử",
    "cơ sở dữ liệu đất đai phục vụ giải quyết thủ tục hành chính; bảo đảm “đúng, đủ, sạch, sống”", "hệ thống camera an ninh tại các nút giao thông",
)  # fmt: skip
TAILS = ("", "", " trên địa bàn xã", " theo hướng dẫn của Sở Khoa học và Công nghệ", " (ít nhất 02 lớp/năm)", ", hoàn thành trước kỳ họp HĐND", " giai đoạn 2026 - 2030")
SECTIONS = (
    "PHÁT TRIỂN HẠ TẦNG SỐ", "NGUỒN NHÂN LỰC", "CHÍNH QUYỀN SỐ", "KINH TẾ SỐ, XÃ HỘI SỐ", "THÔNG TIN, TUYÊN TRUYỀN", "Ứng dụng khoa học và công nghệ vào sản xuất", "AN TOÀN, AN NINH MẠNG",
)  # fmt: skip
BODIES = (
    "Phòng Văn hóa - Xã hội", "Phòng Kinh tế", "Văn phòng HĐND và UBND xã", "Công an xã", "Trung tâm Phục vụ hành chính công xã", "Trạm Y tế xã", "Các cơ quan, đơn vị", "Các trường học trên địa bàn",
    "Phòng Kinh tế, Hạ tầng và Đô thị", "Ban Chỉ huy Quân sự xã",
)  # fmt: skip
SEVERAL = ("Các cơ quan, đơn vị; các thôn, bản", "Công an xã; Trạm Y tế xã", "MTTQ xã và các tổ chức chính trị - xã hội; các trường học", "Các doanh nghiệp viễn thông")
PRODUCTS = ("Kế hoạch", "Báo cáo kết quả", "Quyết định của UBND xã", "Hội nghị hoặc lồng ghép hội nghị khác", "Tin, bài, phóng sự", "Danh sách; biên bản", "Phần mềm được đưa vào sử dụng")
WHEN = ("Quý I/2026", "Quý III/2026", "Tháng 6/2026", "Trước 30/11/2026", "Năm 2026", "Thường xuyên", "Hằng năm", "Tháng 10/2026", "15/12/2026", "Quý II, quý IV")
VALUES = ("100%", "≥ 70%", "85%", "50%", "≥ 0,5%", "02 mô hình", "01", "Duy trì", "Tối thiểu 4 lượt/năm", "12,5%", "1.250", "Hoàn thành", "95%", "≥ 80%")
MARKS = ("x", "Hằng năm", "Cập nhật hằng năm", "", "Tháng 9/2025", "x")
SPENDING = (
    "Mua sắm máy tính, máy in, máy quét", "Thuê đường truyền số liệu chuyên dùng", "Đào tạo, tập huấn kỹ năng số", "Cước dịch vụ chữ ký số", "Tuyên truyền, phổ biến", "Hỗ trợ sáng kiến cấp cơ sở",
    "Bảo trì hệ thống truyền thanh ứng dụng CNTT-VT", "Xây dựng phòng họp trực tuyến tại trụ sở (02 phòng)",
)  # fmt: skip
SPENDERS = ("Ủy ban nhân dân xã", "Các đơn vị sự nghiệp", "Trường Tiểu học xã", "Trung tâm Dịch vụ tổng hợp")
SYMBOLS = ("QĐ-UBND", "KH-UBND", "UBND-VHXH", "BC-UBND", "TB-UBND", "CTr-UBND")
ABOUT = (
    "Về việc kiện toàn Tổ công nghệ số cộng đồng", "V/v đăng ký nhu cầu chứng thư số", "Kế hoạch chuyển đổi số của xã năm 2026", "Quyết định ban hành Quy chế hoạt động của Ban Chỉ đạo",
    "V/v góp ý dự thảo Nghị quyết của HĐND tỉnh về hỗ trợ ứng dụng tiến bộ khoa học kỹ thuật vào sản xuất nông nghiệp",
)  # fmt: skip

# Role -> ways of wording its heading; {n} is a year.
HEADINGS = {
    "number": ("STT", "TT", "Số TT", "Stt"),
    "targets.name": ("Chỉ tiêu", "Nội dung chỉ tiêu", "Các chỉ tiêu chủ yếu", "Tên chỉ tiêu", "Mục tiêu/Chỉ tiêu"),
    "targets.unit": ("Đơn vị tính", "ĐVT"),
    "targets.baseline": ("Kết quả năm {n}", "Thực hiện năm {n}", "Ước thực hiện năm {n}", "Kết quả thực hiện năm {n}"),
    "targets.target": ("Chỉ tiêu năm {n}", "Kế hoạch năm {n}", "Mục tiêu năm {n}", "Đến hết {n}", "KH năm {n}"),
    "tasks.name": ("Tên nhiệm vụ", "Nội dung nhiệm vụ", "Nhiệm vụ", "Nội dung công việc", "Nhiệm vụ, giải pháp"),
    "tasks.product": ("Sản phẩm", "Sản phẩm, kết quả", "Kết quả, sản phẩm", "Sản phẩm dự kiến"),
    "tasks.schedule": ("Thời gian thực hiện", "Thời gian hoàn thành", "Tiến độ thực hiện", "Thời hạn hoàn thành", "Thời gian"),
    "lead": ("Cơ quan chủ trì", "Đơn vị chủ trì", "Cơ quan, đơn vị chủ trì", "Chủ trì", "Đơn vị chủ trì thực hiện"),
    "support": ("Cơ quan phối hợp", "Đơn vị phối hợp", "Cơ quan, đơn vị phối hợp", "Phối hợp"),
    "note": ("Ghi chú",),
    "budget.name": ("Nội dung", "Nội dung chi", "NỘI DUNG", "Nội dung, nhiệm vụ chi"),
    "budget.amount:requested": ("Dự toán năm {n}", "Nhu cầu kinh phí năm {n}", "Dự toán kinh phí năm {n}", "Kinh phí đề nghị năm {n}"),
    "budget.amount:estimated_outturn": ("Ước thực hiện năm {n}", "Kinh phí ước thực hiện năm {n}"),
    "documents.symbol": ("Số, ký hiệu", "Ký hiệu", "Số ký hiệu văn bản", "Số/ký hiệu"),
    "documents.issued_on": ("Ngày ban hành", "Ngày, tháng ban hành", "Ngày tháng"),
    "documents.name": ("Trích yếu", "Trích yếu nội dung", "Tên văn bản", "Nội dung trích yếu"),
}
