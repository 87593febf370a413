#include "importers/words/fields.h"

const struct column_name ballot_fields[N_BALLOT_FIELDS] = {
    [B_SERIAL] = {"serial", "mã phiếu|số phiếu|ma_phieu", true},
    [B_TYPE] = {"type", "mẫu phiếu|loại phiếu|mã mẫu phiếu", false},
    [B_UNIT] = {"unit", UNIT_HEADERS "|cơ quan được đánh giá|đơn vị được đánh giá", false},
    [B_QUESTION] = {"question", "câu hỏi|mã câu hỏi", false},
    [B_ANSWER] = {"answer", "câu trả lời|trả lời|phương án|phương án trả lời", false},
    [B_CHANNEL] = {"channel", "kênh|hình thức", false},
    [B_KEYER] = {"keyer", "người nhập|người nhập phiếu", false},
    [B_STATE] = {"state", "trạng thái|tình trạng", false},
    [B_REASON] = {"reason", "lý do|lý do không thu", false},
    [B_SIMULATED] = {"simulated", "mô phỏng", false},
    [B_PASS] = {"pass", "lần nhập|lần nhập phiếu", false},
    [B_STARTED] = {"started", "bắt đầu|thời gian bắt đầu", false},
    [B_ENDED] = {"ended", "kết thúc|thời gian kết thúc|thời gian hoàn thành", false},
    [B_AUDIT] = {"audit", "lần kiểm tra", false},
};
