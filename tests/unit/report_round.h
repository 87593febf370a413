/* report_round.h - a small scored round made by hand, for the tests of what reports write. */
#ifndef TESTS_UNIT_REPORT_ROUND_H
#define TESTS_UNIT_REPORT_ROUND_H

#include "survey/store/store.h"

#define LONG_NAME "Ban Quản lý các khu công nghiệp, khu kinh tế và khu công nghệ cao trực thuộc tỉnh Ví dụ mới"

/* A new folder for a test's files, to be removed with round_folder_remove(). */
char *round_folder(void);
void round_folder_remove(char *folder);

/* Make FOLDER/round.dtxhh: two blocks, three units (the last with LONG_NAME, not ranked), two groups,
 * seven ballots, scores.  SCORED false leaves it before the scores. */
struct store *round_make(const char *folder, bool scored);

/* Issue one ballot more, so that the scores are older than the ballots. */
void round_touch(struct store *store);

#endif
