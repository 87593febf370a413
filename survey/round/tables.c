#include "survey/round/tables.h"

#include <stdint.h>
#include <string.h>

#include "survey/base/message.h"
#include "survey/base/text.h"

/* clang-format off */
const struct table_spec table_specs[N_TABLES] = {
    [T_ROUND] = {"round", "Đợt điều tra", "Mỗi dòng là một thiết lập của đợt điều tra", true, 3, {
        {"key", "Thiết lập", K_KEY, true, true, NULL, "Tên thiết lập, ví dụ title, year, combine; xem danh sách kèm theo"},
        {"value", "Giá trị", K_TEXT, false, false, NULL, "Giá trị; để trống là dùng giá trị mặc định"},
        {"basis", "Căn cứ", K_TEXT, false, false, NULL, "Văn bản quy định giá trị này; được in trong báo cáo"},
    }},
    [T_BLOCKS] = {"blocks", "Khối", "Mỗi dòng là một khối: các cơ quan được xếp hạng chung với nhau", true, 3, {
        {"code", "Mã khối", K_CODE, true, true, NULL, "Mã khối, chữ in hoa không dấu"},
        {"name", "Tên khối", K_TEXT, false, true, NULL, "Tên khối như in trong báo cáo"},
        {"ranked", "Xếp hạng", K_YES_NO, false, false, "yes|no", "yes: xếp hạng trong khối; no: chỉ chấm điểm"},
    }},
    [T_UNITS] = {"units", "Cơ quan, đơn vị", "Mỗi dòng là một cơ quan, đơn vị được đánh giá", true, 7, {
        {"code", "Mã đơn vị", K_CODE, true, true, NULL, "Mã cơ quan, đơn vị, chữ in hoa không dấu"},
        {"name", "Tên cơ quan, đơn vị", K_TEXT, false, true, NULL, "Tên đầy đủ như in trong báo cáo"},
        {"block", "Khối", K_CODE, false, true, "blocks", "Mã khối của đơn vị (bảng Khối)"},
        {"parent", "Đơn vị cấp trên", K_CODE, false, false, "units", "Mã đơn vị cấp trên trực tiếp, nếu có"},
        {"ranked", "Xếp hạng", K_YES_NO, false, false, "yes|no", "no: được chấm điểm nhưng không xếp hạng"},
        {"order", "Thứ tự", K_INTEGER, false, false, NULL, "Thứ tự in trong báo cáo; để trống là theo thứ tự dòng"},
        {"short_name", "Tên gọi tắt", K_NAME, false, false, NULL, "Tên ngắn mà các tệp có thể ghi thay cho mã hoặc tên đầy đủ, ví dụ Sở TC"},
    }},
    [T_OFFICES] = {"offices", "Bưu điện", "Mỗi dòng là một bưu điện phát và thu phiếu; danh sách đối tượng ghi mã hoặc tên", false, 3, {
        {"code", "Mã bưu điện", K_CODE, true, true, NULL, "Mã bưu điện, chữ in hoa không dấu"},
        {"name", "Tên bưu điện", K_NAME, false, true, NULL, "Tên bưu điện như in trên danh sách phát phiếu"},
        {"phone", "Điện thoại", K_NAME, false, false, NULL, "Số điện thoại của bưu điện, in trên danh sách phát phiếu"},
    }},
    [T_GROUPS] = {"groups", "Nhóm đối tượng", "Mỗi dòng là một nhóm đối tượng điều tra và cách chọn mẫu", false, 15, {
        {"code", "Mã nhóm", K_CODE, true, true, NULL, "Mã nhóm đối tượng, chữ in hoa không dấu"},
        {"name", "Tên nhóm đối tượng", K_TEXT, false, true, NULL, "Tên nhóm như in trong báo cáo"},
        {"via", "Nguồn số liệu", K_CHOICE, false, false, "ballot|sipas|sipas_ballots", "ballot: phiếu trong đợt; sipas: số SIPAS có sẵn từ bên ngoài; sipas_ballots: phiếu SIPAS trong đợt"},
        {"design", "Cách chọn mẫu", K_CHOICE, false, false, "census|srs|systematic|stratified|pps|stages|quota", "census: lấy hết; srs: ngẫu nhiên đơn giản; stratified: phân tầng; quota: chỉ tiêu (không phải mẫu xác suất)"},
        {"take", "Cỡ mẫu", K_BY_UNIT, false, false, NULL, "Số người, tỷ lệ %, hoặc sai số e, theo cột Cách tính cỡ mẫu"},
        {"take_as", "Cách tính cỡ mẫu", K_CHOICE, false, false, "persons|percent|yamane|margin", "persons: số người; percent: tỷ lệ % của N; yamane: n = N/(1+N·e²); margin: theo sai số"},
        {"per", "Tính cho", K_CHOICE, false, false, "group|stratum", "group: cỡ mẫu của cả nhóm; stratum: của từng tầng"},
        {"stratum_by", "Phân tầng theo", K_NAME, false, false, NULL, "Tên cột của danh sách đối tượng dùng để phân tầng"},
        {"allocation", "Phân bổ", K_CHOICE, false, false, "proportional|equal|neyman|power", "Cách phân bổ cỡ mẫu cho các tầng"},
        {"min", "Tối thiểu mỗi tầng", K_INTEGER, false, false, NULL, "Số người ít nhất trong mỗi tầng"},
        {"max", "Tối đa mỗi tầng", K_INTEGER, false, false, NULL, "Số người nhiều nhất trong mỗi tầng"},
        {"size_column", "Cột quy mô", K_NAME, false, false, NULL, "Cột của danh sách đối tượng cho xác suất tỷ lệ với quy mô (pps)"},
        {"reserve", "Dự phòng", K_SHARE, false, false, NULL, "Tỷ lệ dự phòng so với cỡ mẫu, ví dụ 20%; để trống là 20%"},
        {"response", "Tỷ lệ trả lời dự kiến", K_SHARE, false, false, NULL, "Dùng cho dự kiến sai số và số phiếu; để trống là 100%"},
        {"policy", "Nhập phiếu", K_WORDS, false, false, "single|double|double:P%", "single: nhập một lần; double: nhập hai lần; double:10%: nhập lại 10% số phiếu"},
    }},
    [T_STAGES] = {"stages", "Các bước chọn mẫu", "Mỗi dòng là một bước của nhóm chọn mẫu nhiều bước", false, 6, {
        {"group", "Mã nhóm", K_CODE, true, true, "groups", "Mã nhóm đối tượng (bảng Nhóm đối tượng)"},
        {"stage", "Bước", K_INTEGER, true, true, NULL, "Số thứ tự bước, từ 1"},
        {"column", "Cột", K_NAME, false, false, NULL, "Cột của danh sách cho biết đơn vị chọn ở bước này; để trống ở bước cuối là từng người"},
        {"method", "Cách chọn", K_CHOICE, false, false, "srs|systematic|pps|census", "Cách chọn ở bước này"},
        {"take", "Số chọn", K_DECIMAL, false, false, NULL, "Số đơn vị hoặc số người chọn ở bước này"},
        {"size_by", "Quy mô theo", K_NAME, false, false, NULL, "Cột quy mô cho pps, của cụm: ghi giống nhau ở mọi người trong cụm; để trống là số người trong danh sách"},
    }},
    [T_SCALES] = {"scales", "Thang đo", "Mỗi dòng là một phương án trả lời của một thang đo, theo thứ tự trên phiếu", false, 4, {
        {"scale", "Mã thang đo", K_CODE, true, true, NULL, "Mã thang đo, chữ in hoa không dấu"},
        {"option", "Mã phương án", K_CODE, true, true, NULL, "Mã phương án như ghi trên phiếu, ví dụ A, B, C hoặc 1, 2, 3"},
        {"label", "Phương án trả lời", K_TEXT, false, true, NULL, "Nội dung phương án"},
        {"percent", "Phần trăm điểm", K_PERCENT, false, false, NULL, "Phần trăm của điểm tối đa; để trống: không có ý kiến, không tính vào mẫu số"},
    }},
    [T_CRITERIA] = {"criteria", "Tiêu chí", "Mỗi dòng là một nút của cây tiêu chí: lĩnh vực, tiêu chí, tiêu chí thành phần", true, 12, {
        {"block", "Khối", K_CODE_OR_ALL, true, true, "blocks", "Mã khối, hoặc * cho mọi khối"},
        {"code", "Mã tiêu chí", K_CODE, true, true, NULL, "Mã tiêu chí, ví dụ 1, 1.1, 1.1.1"},
        {"name", "Tên tiêu chí", K_TEXT, false, true, NULL, "Tên lĩnh vực, tiêu chí hoặc tiêu chí thành phần"},
        {"parent", "Thuộc", K_CODE, false, false, NULL, "Mã của nút cấp trên; để trống là lĩnh vực"},
        {"max_points", "Điểm tối đa", K_DECIMAL, false, false, NULL, "Bắt buộc với tiêu chí cuối; với nút cấp trên, nếu ghi phải bằng tổng các nút con"},
        {"min_points", "Điểm tối thiểu", K_DECIMAL, false, false, NULL, "Để trống là 0; số âm cho điểm trừ; ở nút cấp trên: điểm trừ không làm điểm của nút thấp hơn số này"},
        {"cap", "Điểm trần", K_DECIMAL, false, false, NULL, "Điểm nhiều nhất được tính, cho điểm thưởng; ở nút cấp trên: của cả nút"},
        {"step", "Bước điểm", K_DECIMAL, false, false, NULL, "Điểm chấm phải là bội số của bước này, ví dụ 0.25"},
        {"method", "Cách chấm", K_CHOICE, false, false, "|TD|DTXHH|SIPAS|KTXH|THUONG_TRU", "TD: thẩm định; DTXHH: điều tra xã hội học; SIPAS; KTXH: kinh tế - xã hội; THUONG_TRU: thưởng, trừ. Bắt buộc với tiêu chí cuối"},
        {"appraiser", "Cơ quan thẩm định", K_TEXT, false, false, NULL, "Cơ quan chủ trì thẩm định"},
        {"support", "Cơ quan phối hợp", K_TEXT, false, false, NULL, "Cơ quan phối hợp thẩm định"},
        {"basis", "Căn cứ", K_TEXT, false, false, NULL, "Văn bản quy định"},
    }},
    [T_NOT_APPLICABLE] = {"not_applicable", "Không áp dụng", "Mỗi dòng là một trường hợp tiêu chí không áp dụng", false, 5, {
        {"block", "Khối", K_CODE_OR_ALL, true, true, "blocks", "Mã khối hoặc *"},
        {"unit", "Mã đơn vị", K_CODE_OR_ALL, true, true, "units", "Mã đơn vị hoặc *"},
        {"criterion", "Mã tiêu chí", K_CODE_OR_ALL, true, true, NULL, "Mã tiêu chí (cả các nút con) hoặc *"},
        {"group", "Mã nhóm", K_CODE_OR_ALL, true, true, "groups", "Mã nhóm đối tượng, hoặc * nếu tiêu chí không áp dụng với mọi nhóm"},
        {"basis", "Căn cứ", K_TEXT, false, false, NULL, "Văn bản quy định"},
    }},
    [T_BALLOT_TYPES] = {"ballot_types", "Mẫu phiếu", "Mỗi dòng là một mẫu phiếu: ai đánh giá đơn vị nào", false, 6, {
        {"code", "Mã mẫu phiếu", K_CODE, true, true, NULL, "Mã mẫu phiếu"},
        {"title", "Tên mẫu phiếu", K_TEXT, false, true, NULL, "Tên mẫu phiếu như in trên phiếu"},
        {"groups", "Các nhóm", K_CODES, false, true, "groups", "Mã các nhóm trả lời phiếu này, cách nhau dấu ;"},
        {"block", "Khối", K_CODE_OR_ALL, false, true, "blocks", "Mã khối được đánh giá, hoặc *"},
        {"units", "Đơn vị được hỏi", K_CHOICE, false, false, "all|own|listed", "all: mọi đơn vị của khối; own: đơn vị mình giao dịch hoặc công tác; listed: theo bảng Ai đánh giá ai"},
        {"own_unit", "Đơn vị của mình", K_CHOICE, false, false, "|skip|allow", "skip: không đánh giá đơn vị mình công tác; allow: được đánh giá; để trống: allow khi hỏi về đơn vị của mình (own), ngoài ra skip"},
    }},
    [T_RATES] = {"rates", "Ai đánh giá ai", "Mỗi dòng là một cặp người đánh giá và đơn vị, cho mẫu phiếu có units = listed", false, 3, {
        {"ballot_type", "Mã mẫu phiếu", K_CODE, true, true, "ballot_types", "Mã mẫu phiếu"},
        {"rater", "Người đánh giá", K_NAME, true, true, NULL, "Mã đối tượng (NHÓM/MÃ) hoặc mã đơn vị công tác"},
        {"unit", "Mã đơn vị", K_CODE, true, true, "units", "Mã đơn vị được đánh giá"},
    }},
    [T_QUESTIONS] = {"questions", "Câu hỏi", "Mỗi dòng là một câu hỏi của một mẫu phiếu, theo thứ tự trên phiếu", false, 10, {
        {"ballot_type", "Mã mẫu phiếu", K_CODE, true, true, "ballot_types", "Mã mẫu phiếu"},
        {"code", "Mã câu hỏi", K_CODE, true, true, NULL, "Mã câu hỏi, ví dụ Q1"},
        {"text", "Nội dung câu hỏi", K_TEXT, false, true, NULL, "Nội dung câu hỏi như in trên phiếu"},
        {"per", "Hỏi theo", K_CHOICE, false, false, "unit|ballot", "unit: hỏi cho từng đơn vị; ballot: hỏi một lần trên phiếu"},
        {"kind", "Loại", K_CHOICE, false, false, "option|number|text", "option: chọn phương án; number: ghi số; text: ghi chữ"},
        {"block", "Khối", K_CODE_OR_ALL, false, false, "blocks", "Chỉ hỏi cho đơn vị của khối này; để trống là mọi khối"},
        {"criterion", "Mã tiêu chí", K_CODE, false, false, NULL, "Tiêu chí thành phần mà câu hỏi cho điểm; để trống: không tính điểm"},
        {"weight", "Trọng số", K_DECIMAL, false, false, NULL, "Trọng số của câu hỏi trong tiêu chí; để trống là 1"},
        {"scale", "Thang đo", K_CODE, false, false, NULL, "Mã thang đo; bắt buộc với kind = option"},
        {"required", "Bắt buộc", K_YES_NO, false, false, "no|yes", "yes: phiếu bỏ trống câu này có thể bị coi là không hợp lệ (thiết lập invalid_if)"},
    }},
    [T_GROUP_WEIGHTS] = {"group_weights", "Trọng số nhóm", "Mỗi dòng là trọng số của một nhóm đối tượng", false, 5, {
        {"block", "Khối", K_CODE_OR_ALL, true, true, "blocks", "Mã khối hoặc *"},
        {"criterion", "Mã tiêu chí", K_CODE_OR_ALL, true, true, NULL, "Mã tiêu chí thành phần hoặc *"},
        {"group", "Mã nhóm", K_CODE, true, true, "groups", "Mã nhóm đối tượng"},
        {"weight", "Trọng số", K_BY_UNIT, false, true, NULL, "Trọng số, không âm, ví dụ 0.6 hoặc 60%; không cần có tổng bằng 1"},
        {"basis", "Căn cứ", K_TEXT, false, false, NULL, "Văn bản quy định"},
    }},
    [T_CLASSES] = {"classes", "Xếp loại", "Mỗi dòng là một mức xếp loại: từ ngưỡng này trở lên", false, 6, {
        {"block", "Khối", K_CODE_OR_ALL, true, true, "blocks", "Mã khối hoặc *"},
        {"class", "Xếp loại", K_NAME, true, true, NULL, "Tên mức, ví dụ Xuất sắc, Tốt"},
        {"from", "Từ", K_BY_UNIT, false, true, NULL, "Ngưỡng dưới, kể cả ngưỡng"},
        {"of", "Tính trên", K_CHOICE, false, false, "|percent|points", "percent: chỉ số %; points: tổng điểm; để trống: theo thiết lập class_by"},
        {"floor", "Sàn", K_PERCENT, false, false, NULL, "Mọi nút ở cấp Cấp của sàn phải đạt ít nhất % này"},
        {"floor_level", "Cấp của sàn", K_INTEGER, false, false, NULL, "1: lĩnh vực; 2: tiêu chí; để trống là 1"},
    }},
    [T_MARGINS] = {"margins", "Tổng thể đã biết", "Mỗi dòng là số người của tổng thể trong một nhóm phân loại", false, 4, {
        {"group", "Mã nhóm", K_CODE, true, true, "groups", "Mã nhóm đối tượng"},
        {"variable", "Biến", K_NAME, true, true, NULL, "Cột của danh sách đối tượng hoặc mã câu hỏi"},
        {"category", "Giá trị", K_NAME, true, true, NULL, "Giá trị của biến"},
        {"total", "Tổng số", K_DECIMAL, false, true, NULL, "Số người của tổng thể"},
    }},
    [T_TASKS] = {"tasks", "Tiến độ", "Mỗi dòng là một nhiệm vụ của kế hoạch", false, 9, {
        {"seq", "TT", K_INTEGER, true, true, NULL, "Số thứ tự"},
        {"task", "Nhiệm vụ", K_TEXT, false, true, NULL, "Nội dung nhiệm vụ"},
        {"product", "Sản phẩm", K_TEXT, false, false, NULL, "Sản phẩm phải có"},
        {"lead", "Chủ trì", K_TEXT, false, false, NULL, "Cơ quan chủ trì"},
        {"support", "Phối hợp", K_TEXT, false, false, NULL, "Cơ quan phối hợp"},
        {"start", "Bắt đầu", K_DATE, false, false, NULL, "Ngày bắt đầu"},
        {"due", "Hạn", K_DATE, false, false, NULL, "Hạn hoàn thành"},
        {"after", "Sau", K_INTEGER, false, false, NULL, "Số thứ tự của nhiệm vụ phải xong trước"},
        {"days", "Số ngày", K_INTEGER, false, false, NULL, "Số ngày kể từ khi nhiệm vụ trước xong"},
    }},
};

const struct setting_spec setting_specs[N_SETTINGS] = {
    [S_CODE] = {"code", K_CODE, NULL, NULL, "Mã đợt", "Mã của đợt điều tra"},
    [S_TITLE] = {"title", K_TEXT, NULL, NULL, "Tên đợt điều tra", "Tên như in trên trang bìa"},
    [S_YEAR] = {"year", K_INTEGER, NULL, NULL, "Năm", "Năm đánh giá"},
    [S_ORGANISER] = {"organiser", K_TEXT, NULL, "", "Đơn vị thực hiện", "Viện Nghiên cứu hoặc đơn vị được giao"},
    [S_PERIOD_FROM] = {"period_from", K_DATE, NULL, "", "Kỳ đánh giá từ", "Ngày đầu kỳ đánh giá"},
    [S_PERIOD_TO] = {"period_to", K_DATE, NULL, "", "Kỳ đánh giá đến", "Ngày cuối kỳ đánh giá"},
    [S_FIELDWORK_FROM] = {"fieldwork_from", K_DATE, NULL, "", "Thu phiếu từ", "Ngày bắt đầu thu phiếu"},
    [S_FIELDWORK_TO] = {"fieldwork_to", K_DATE, NULL, "", "Thu phiếu đến", "Ngày kết thúc thu phiếu"},
    [S_SIGNERS] = {"signers", K_TEXT, NULL, "Người lập biểu; Thủ trưởng đơn vị", "Người ký", "Chức danh ký dưới bảng xếp hạng, cách nhau dấu ;"},
    [S_SURVEY] = {"survey", K_CHOICE, "here|outside|none", "here", "Điều tra xã hội học", "here: trong đợt này; outside: điểm ĐTXHH có từ nơi khác; none: không điều tra, điểm thẩm định quy về thang 100"},
    [S_COMBINE] = {"combine", K_CHOICE, "group_means|pooled", "group_means", "Cách gộp nhóm đối tượng", "group_means: trung bình từng nhóm rồi theo trọng số nhóm; pooled: gộp mọi phiếu, mỗi phiếu một giá trị (trung bình các câu của phiếu)"},
    [S_MIN_BASE] = {"min_base", K_INTEGER, NULL, "1", "Số phiếu tối thiểu của nhóm", "Nhóm có ít phiếu hơn không được tính cho đơn vị đó, trọng số chia cho các nhóm còn lại"},
    [S_MIN_ANSWERED] = {"min_answered", K_SHARE, NULL, "0", "Tỷ lệ trả lời tối thiểu", "Phần câu hỏi phải có dấu đọc được thì phiếu mới tính cho đơn vị được đánh giá; 0: có ít nhất một câu"},
    [S_INVALID_IF] = {"invalid_if", K_WORDS, "blank|required|multiple:P%|unreadable:P%|straight|never", "blank", "Phiếu không hợp lệ khi", "Các điều kiện cách nhau dấu ;: blank (bỏ trống hết), required (bỏ trống câu bắt buộc), multiple:P%, unreadable:P% (quá P% số ô), straight (mọi ô cùng một phương án), never"},
    [S_CHANNELS] = {"channels", K_CHOICE, "fault|first|paper|online", "fault", "Phiếu đến bằng hai kênh", "Cùng một mã phiếu có cả bản giấy và trực tuyến: báo lỗi, lấy bản đến trước, bản giấy hoặc bản trực tuyến"},
    [S_SIPAS] = {"sipas", K_CHOICE, "mean|satisfied", "mean", "Cách tính SIPAS", "mean: trung bình phần trăm của phương án; satisfied: tỷ lệ phương án từ 75% trở lên"},
    [S_ROUNDING] = {"rounding", K_CHOICE, "once|parts|truncate", "once", "Làm tròn", "once: một lần ở tổng điểm; parts: từng phần rồi cộng; truncate: cắt bỏ các chữ số sau, không làm tròn, ở tổng điểm hoặc ở phần ghi tại round_at"},
    [S_ROUND_AT] = {"round_at", K_CHOICE, "total|component|field|leaf", "total", "Làm tròn tại", "Phần được làm tròn: tổng, điểm thành phần (thẩm định, điều tra), lĩnh vực, tiêu chí thành phần"},
    [S_DECIMALS] = {"decimals", K_INTEGER, NULL, "2", "Số chữ số thập phân", "Từ 0 đến 6"},
    [S_RANK_BY] = {"rank_by", K_CHOICE, "points|percent", "points", "Xếp hạng theo", "points: tổng điểm; percent: chỉ số %"},
    [S_COMPARE] = {"compare", K_CHOICE, "exact|rounded", "exact", "So sánh khi xếp hạng", "exact: số chưa làm tròn; rounded: số đã làm tròn"},
    [S_TIES] = {"ties", K_CHOICE, "shared|order", "shared", "Bằng điểm", "shared: cùng hạng; order: hạng liên tiếp theo thứ tự đơn vị"},
    [S_TIE_BREAKERS] = {"tie_breakers", K_WORDS, "|appraised|survey|sipas", "", "Tiêu chí phụ khi bằng điểm", "appraised, survey, sipas, cách nhau dấu ;"},
    [S_CLASS_BY] = {"class_by", K_CHOICE, "points|percent", "points", "Xếp loại theo", "points: tổng điểm; percent: chỉ số %; mức nào của bảng classes ghi of thì theo đó"},
    [S_FPC] = {"fpc", K_YES_NO, "yes|no", "yes", "Hiệu chỉnh tổng thể hữu hạn", "yes: áp dụng khi tính sai số"},
    [S_FLOOR] = {"floor", K_CHOICE, "full|learned", "full", "Mức tối thiểu của sai số", "full: người chưa trả lời có thể cho bất kỳ mức nào; learned: người chưa trả lời giống những người đã trả lời, khoảng hẹp hơn và hứa ít hơn"},
    [S_NO_OPINION] = {"no_opinion", K_CHOICE, "stays|ineligible", "stays", "Người không có ý kiến", "stays: vẫn là người chưa trả lời khi tính sai số; ineligible: không thuộc những người đánh giá đơn vị đó"},
    [S_MIN_CELL] = {"min_cell", K_INTEGER, NULL, "3", "Số phiếu ít nhất để công bố phân bố", "Báo cáo không in phân bố dựa trên ít phiếu hơn; tiêu chí của đơn vị mà có nhóm ít phiếu hơn chỉ được in điểm"},
    [S_KEEP] = {"keep", K_TEXT, NULL, "", "Cột giữ lại để tính trọng số", "Các cột của danh sách đối tượng được giữ trong đợt cho công thức trọng số (weigh --recipe), cách nhau dấu ;"},
};
/* clang-format on */

enum table_id table_find(const char *name)
{
    for (enum table_id t = 0; t < N_TABLES; t++)
        if (text_same(table_specs[t].name, name) || text_same(table_specs[t].vietnamese, name))
            return t;
    return N_TABLES;
}

size_t table_column(enum table_id table, const char *name)
{
    for (size_t i = 0; i < table_specs[table].n_columns; i++)
        if (!strcmp(table_specs[table].columns[i].name, name))
            return i;
    return SIZE_MAX;
}

const char *table_called_by(enum table_id table, size_t i)
{
    static const char *const names[N_TABLES][2] = {[T_BLOCKS] = {"name"},
                                                   [T_UNITS] = {"name", "short_name"},
                                                   [T_OFFICES] = {"name"},
                                                   [T_GROUPS] = {"name"},
                                                   [T_BALLOT_TYPES] = {"title"}};
    return i < sizeof names[table] / sizeof *names[table] ? names[table][i] : NULL;
}

enum setting_id setting_find(const char *key)
{
    for (enum setting_id s = 0; s < N_SETTINGS; s++)
        if (!strcmp(setting_specs[s].key, key))
            return s;
    for (enum setting_id s = 0; s < N_SETTINGS; s++)
        if (text_same(setting_specs[s].key, key) || text_same(setting_specs[s].vietnamese, key))
            return s;
    return N_SETTINGS;
}

struct near_words setting_near(const char *key)
{
    const char *names[2 * N_SETTINGS];
    for (enum setting_id s = 0; s < N_SETTINGS; s++) {
        names[s] = setting_specs[s].key;
        names[N_SETTINGS + s] = setting_specs[s].vietnamese;
    }
    return near_among(key, names, 2 * (size_t)N_SETTINGS);
}

const struct frame_field_spec frame_fields[N_FRAME_FIELDS] = {
    [FRAME_ID] = {"id", "mã|mã số|mã đối tượng|mã người trả lời"},
    [FRAME_GROUP] = {"group", "nhóm|mã nhóm|nhóm đối tượng"},
    [FRAME_OWN_UNIT] = {"own_unit", "đơn vị công tác|cơ quan công tác|mã đơn vị công tác"},
    [FRAME_RATES] = {"rates", "đánh giá|đơn vị giao dịch|đơn vị đánh giá|mã đơn vị đánh giá"},
    [FRAME_OFFICE] = {"office", "bưu cục|bưu điện|mã bưu cục"},
    [FRAME_SIZE] = {"size", "quy mô"},
};

const char *frame_field_called(const char *text)
{
    for (size_t i = 0; i < N_FRAME_FIELDS; i++)
        if (text_same(frame_fields[i].name, text) || text_list_has(frame_fields[i].vietnamese, "|", text))
            return frame_fields[i].name;
    return NULL;
}

const char *table_title(enum table_id table)
{
    return message_is_vietnamese() ? table_specs[table].vietnamese : table_specs[table].name;
}

const char *setting_title(enum setting_id setting)
{
    return message_is_vietnamese() ? setting_specs[setting].vietnamese : setting_specs[setting].key;
}

const char *table_called(const char *table)
{
    static const struct {
        const char *table, *words;
    } known[] = {
        {"round", N_("settings")},
        {"frame", N_("list of people")},
        {"frame_columns", N_("columns kept of the list of people")},
        {"freeze", N_("freeze of the list")},
        {"frozen", N_("freeze of the list")},
        {"linkage", N_("linkage keys")},
        {"draw", N_("draw")},
        {"strata", N_("strata drawn from")},
        {"sample", N_("sample")},
        {"release", N_("reserves called in")},
        {"unit_list", N_("units on the ballots")},
        {"ballot", N_("ballots issued")},
        {"event", N_("states of ballots")},
        {"movement", N_("steps of custody")},
        {"finding", N_("findings of monitoring teams")},
        {"source", N_("files imported")},
        {"source_sheet", N_("sheets imported")},
        {"import_option", N_("options of imports")},
        {"entry", N_("ballots keyed")},
        {"accepted", N_("warnings accepted")},
        {"audit", N_("audits")},
        {"audit_draw", N_("draws of audits")},
        {"audit_drawn", N_("drawn by audits")},
        {"audit_entry", N_("keyed for audits")},
        {"entry_text", N_("written answers")},
        {"later_entry", N_("ballots keyed or corrected later")},
        {"later_text", N_("written answers keyed or corrected later")},
        {"withdrawal", N_("corrections and withdrawals")},
        {"office_file", N_("files of offices")},
        {"merged_log", N_("logs of files of offices")},
        {"entry_other", N_("ballots keyed in files of offices")},
        {"text_other", N_("written answers keyed in files of offices")},
        {"event_other", N_("states of ballots in files of offices")},
        {"withdrawal_other", N_("corrections and withdrawals in files of offices")},
        {"points", N_("points")},
        {"evidence", N_("documents")},
        {"outcome", N_("outcomes of scorings")},
        {"signature", N_("signatures")},
        {"response", N_("ballots that answered")},
        {"weight", N_("weights")},
        {"recipe", N_("recipe of the weights")},
        {"weight_step", N_("steps of weighing")},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i].table, table))
            return _(known[i].words);
    enum table_id t = table_find(table);
    return t != N_TABLES ? table_title(t) : table;
}
