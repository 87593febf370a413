/* form_header.h - headers of several rows as forms export them, one below the other and not merged.
 *
 * SurveyMonkey has two: a question stands over its first column, what it asks about (or "Response") over each:
 *
 *     Respondent ID,Mã phiếu,            Điều hành thế nào?,
 *     ,             Open-Ended Response, Sở Nội vụ,          Sở Y tế
 *
 * is read as one, "Điều hành thế nào? [Sở Nội vụ]".  Qualtrics has three: names, texts, and {"ImportId":…} in each
 * column of the third.  Titles may stand above either.
 */
#ifndef IMPORTERS_FORM_HEADER_H
#define IMPORTERS_FORM_HEADER_H

#include "importers/readers/reader.h"

/* Read on behind HEADER, the row that READER gave last, while rows belong to it.  HEADER gets the names of a header of
 * two rows, TEXTS the texts of one of three (to be forgotten).  False and ERR where reading failed. */
bool form_header_read(struct reader *reader, struct kept_row *header, struct kept_row *texts,
                      struct error *err) MUST_CHECK;

/* The row in which the header of a table begins whose columns may have any name, FIRST the first row of READER: the
 * first that has more than half as many cells as the widest of the first thirty, and words only; what stands above it
 * are titles.  Where none has it is FIRST. */
size_t form_header_line(const struct reader *reader, const struct row *first);

#endif
