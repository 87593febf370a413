/* sheets.h - the sheets of a report, one file each. */
#ifndef REPORTS_SHEETS_H
#define REPORTS_SHEETS_H

#include <stddef.h>

#include "reports/results/results.h"
#include "reports/results/tally.h"
#include "reports/workbook/book.h"
#include "scoring/points/comparison.h"
#include "survey/round/appraisal.h"

/* What stands in place of a figure that is not known yet. */
#define UNKNOWN "chưa có"

struct content {
    char *sheet, *what;
};

struct making { /* a report while it is made */
    struct book *book;
    const struct results *r;
    const struct ballot_tally *tally; /* NULL where the report shows no ballots */
    enum report_for whom;
    size_t unit;                      /* for REPORT_UNIT, else NONE */
    struct appraised *appraised;      /* by unit; in the report of a unit only that one's is filled */
    const struct comparison *against; /* NULL where no earlier round is given */
    struct content *contents;
    size_t n_contents, contents_room;
};

/* A new sheet with TITLE (or NULL) in its first row over the columns 0..n-1 of WIDTHS; the cover lists it with WHAT. */
struct sheet *make_sheet(struct making *m, const char *name, enum paper paper, const double *widths, size_t n,
                         const char *title, const char *what);
/* TITLE, with the mark of provisional scores where they are; a new string. */
char *make_title(const struct making *m, const char *title);
/* NOTE below the title, over the columns up to LAST; where scores are provisional, with how figures show it. */
void make_note(const struct making *m, struct sheet *s, size_t last, const char *note);
/* NAME, or "NAME – block" where the round has several blocks; a new string. */
char *make_block_name(const struct making *m, const char *name, size_t block);

/* The cover stands first and is filled last, when the other sheets are known. */
struct sheet *cover_begin(struct making *m);
void cover_fill(struct making *m, struct sheet *cover);

void custody_sheets(struct making *m);      /* Phiếu */
void movements_sheet(struct making *m);     /* Giao nhận */
void findings_sheet(struct making *m);      /* Giám sát */
void audits_sheets(struct making *m);       /* Nhập lại */
void ranking_sheets(struct making *m);      /* Xếp hạng */
void comparison_sheets(struct making *m);   /* So với đợt trước */
void points_sheets(struct making *m);       /* Điểm theo tiêu chí */
void appraised_sheets(struct making *m);    /* Thẩm định; Thay đổi điểm */
void survey_sheets(struct making *m);       /* Điều tra theo nhóm */
void distribution_sheets(struct making *m); /* Phân bố trả lời */
void weights_sheets(struct making *m);      /* Trọng số */
void acts_sheet(struct making *m);          /* Sau khi biết điểm */
void basis_sheets(struct making *m);        /* Căn cứ */
void verify_sheet(struct making *m);        /* Kiểm tra */
void unit_sheets(struct making *m);         /* one unit's own result */

/* The rows of the questions of ballot type TYPE about m->unit; returns the row after them. */
size_t distribution_of_unit(struct making *m, struct sheet *s, size_t row, size_t type);

/* WIDTHS of the columns of such rows for scales of at most WIDEST options: 5 + 2 x WIDEST. */
void distribution_widths(const struct definition *d, double *widths, size_t widest);

#endif
