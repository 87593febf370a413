#include "importers/readers/cell.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "importers/readers/reader.h"
#include "survey/base/decimal.h"
#include "survey/base/message.h"

enum decimal_mark number_settle(const char *text, enum decimal_mark mark, const struct reader *reader, bool *told,
                                struct place place, struct issues *issues)
{
    char one[NUMBER_TEXT], other[NUMBER_TEXT];
    char separator = reader ? reader_separator(reader) : '\0';
    if (mark == DECIMAL_POINT || mark == DECIMAL_COMMA)
        return mark;
    if (mark == DECIMAL_UNKNOWN && told && strchr(text, '.') && (separator == ';' || separator == ',')) {
        mark = separator == ';' ? DECIMAL_COMMA : DECIMAL_POINT;
        if (!*told)
            issues_add(
                issues, WARNING, "W108", place,
                _("\"%s\" and the like in this column are read as %s, not as %s, because \"%c\" stands between cells; "
                  "no other number says which"),
                text, number_shown(text, mark, one),
                number_shown(text, mark == DECIMAL_POINT ? DECIMAL_COMMA : DECIMAL_POINT, other), separator);
        *told = true;
        return mark;
    }
    issues_add(issues, FAULT, "F122", place,
               _("\"%s\" can be read in two ways, %s or %s, and the other numbers do not say which; expected no mark "
                 "between thousands and a decimal point"),
               text, number_shown(text, DECIMAL_POINT, one), number_shown(text, DECIMAL_COMMA, other));
    return DECIMAL_UNKNOWN;
}

/* The cell COLUMN of ROW; an empty one beyond its end. */
static const struct cell *cell_of(const struct row *row, size_t column)
{
    static const struct cell empty = {"", 0, NULL, CELL_TEXT};
    return column < row->n_cells ? &row->cells[column] : &empty;
}

static bool is_date(const struct cell *cell)
{
    return cell->kind == CELL_DATE || cell->kind == CELL_DATE_MONTH;
}

enum number_reading cell_plain(const struct row *row, size_t column, enum cell_unit unit, bool sure,
                               char plain[NUMBER_TEXT], struct issues *issues)
{
    const struct cell *cell = cell_of(row, column);
    const char *text = cell->text;
    char figure[NUMBER_TEXT];
    bool percent = number_percent(text, cell->length, figure);
    if (is_date(cell)) {
        issues_add(
            issues, FAULT, "F127", row_place(row, column),
            _("the cell is the date %s; expected a number; where a figure such as 1.10 or 3/4 was typed, Excel made "
              "a date of it: format the column as text, type it again"),
            text);
        return NUMBER_AMBIGUOUS;
    }
    if (percent && unit == CELL_AS_NUMBER && cell->kind != CELL_TEXT) {
        issues_add(issues, FAULT, "F126", row_place(row, column),
                   _("the cell is the percentage %s; expected a number without a percent sign"), text);
        return NUMBER_AMBIGUOUS;
    }
    if (cell->kind != CELL_TEXT) {
        enum number_reading reading = number_plain_as(cell->value ? cell->value : text, DECIMAL_POINT, plain);
        if (reading == NUMBER_READ && cell->kind == CELL_PERCENT && unit == CELL_AS_PERCENT)
            number_scale(plain, 2);
        return reading;
    }
    if (percent && unit != CELL_AS_NUMBER)
        text = figure;
    enum number_reading reading = number_plain_as(text, DECIMAL_UNKNOWN, plain);
    if (reading == NUMBER_AMBIGUOUS) {
        struct marks *marks = row->reader ? reader_heard_marks(row->reader) : NULL;
        enum decimal_mark mark =
            number_settle(text, marks ? marks_decimal(marks, column) : DECIMAL_UNKNOWN, row->reader,
                          marks && !sure ? marks_told(marks, column) : NULL, row_place(row, column), issues);
        reading = number_plain_as(text, mark, plain);
    }
    if (reading == NUMBER_READ && percent && unit == CELL_AS_SHARE)
        number_scale(plain, -2);
    return reading;
}

enum number_reading cell_decimal(const struct row *row, size_t column, enum cell_unit unit, char plain[NUMBER_TEXT],
                                 struct issues *issues)
{
    enum number_reading reading = cell_plain(row, column, unit, false, plain, issues);
    const char *point = strchr(plain, '.');
    decimal value;
    if (reading != NUMBER_READ || cell_of(row, column)->kind == CELL_TEXT || !point || strlen(point) <= 10 ||
        decimal_parse(plain, &value) || fabs(strtod(plain, NULL)) > 9e8)
        return reading;
    char before[NUMBER_TEXT];
    snprintf(before, sizeof before, "%s", plain);
    decimal_format(decimal_from_double(strtod(plain, NULL)), -1, plain);
    bool *told = row->reader ? marks_rounded(reader_marks(row->reader), column) : NULL;
    if (!told || !*told)
        issues_add(issues, WARNING, "W109", row_place(row, column),
                   _("%s and the like in this column were computed; they are taken to nine decimals, %s"), before,
                   plain);
    if (told)
        *told = true;
    return reading;
}

const char *cell_code(const struct row *row, size_t column, struct issues *issues)
{
    const struct cell *cell = cell_of(row, column);
    if (is_date(cell))
        issues_add(
            issues, FAULT, "F127", row_place(row, column),
            _("the cell is the date %s; expected a code or a name; where 1.10 or 3/4 was typed, Excel made a date "
              "of it: format the column as text, type it again"),
            cell->text);
    return cell->text;
}

const char *cell_category(const struct row *row, size_t column, struct issues *issues)
{
    bool stray =
        is_date(cell_of(row, column)) && row->reader && marks_stray_dates(reader_heard_marks(row->reader), column);
    return stray ? cell_code(row, column, issues) : row_text(row, column);
}

bool cell_date_is_sure(const struct row *row, size_t column, struct issues *issues)
{
    const struct cell *cell = cell_of(row, column);
    size_t days, months, line;
    if (cell->kind != CELL_DATE_MONTH || !row->reader ||
        !marks_swapped(reader_heard_marks(row->reader), column, &days, &months, &line))
        return true;
    bool *told = marks_told(reader_marks(row->reader), column);
    if (!*told)
        issues_add(
            issues, FAULT, "F128", row_place(row, column),
            _("the cell is the date %s, which may be day %.2s of month %.2s or the other way round: %zu cells of "
              "this column are such dates, shown month/day, and %zu are text with a day above 12 (row %zu first), "
              "as they are where days typed first were read as months; type the dates again as text dd/mm/yyyy"),
            cell->text, cell->text + 8, cell->text + 5, months, days, line);
    *told = true;
    return false;
}

bool cell_number(const struct row *row, size_t column, double *value, struct issues *issues)
{
    const char *text = row_text(row, column);
    char plain[NUMBER_TEXT];
    switch (cell_plain(row, column, CELL_AS_NUMBER, false, plain, issues)) {
    case NUMBER_READ:
        *value = strtod(plain, NULL);
        return true;
    case NUMBER_AMBIGUOUS:
        return false;
    case NUMBER_NOT:
        break;
    }
    if (!*text)
        issues_add(issues, FAULT, "F121", row_place(row, column), _("the cell is empty; expected a number"));
    else
        issues_add(issues, FAULT, "F121", row_place(row, column),
                   _("\"%s\" is not a number; expected one such as 12.5"), text);
    return false;
}

bool cell_integer(const struct row *row, size_t column, long long min, long long max, long long *value,
                  struct issues *issues)
{
    const char *text = row_text(row, column);
    char plain[NUMBER_TEXT];
    enum number_reading reading = cell_plain(row, column, CELL_AS_NUMBER, false, plain, issues);
    long long n;
    if (reading == NUMBER_READ && number_whole(plain, &n) && n >= min && n <= max) {
        *value = n;
        return true;
    }
    if (reading == NUMBER_AMBIGUOUS)
        return false;
    if (!*text)
        issues_add(issues, FAULT, "F123", row_place(row, column),
                   _("the cell is empty; expected a whole number from %lld to %lld"), min, max);
    else
        issues_add(issues, FAULT, "F123", row_place(row, column), _("\"%s\" is not a whole number from %lld to %lld"),
                   text, min, max);
    return false;
}

bool cell_date(const struct row *row, size_t column, char iso[DATE_TEXT], struct issues *issues)
{
    const char *text = row_text(row, column);
    if (date_parse(text, iso))
        return true;
    if (!*text)
        issues_add(issues, FAULT, "F124", row_place(row, column), _("the cell is empty; expected a date dd/mm/yyyy"));
    else
        issues_add(issues, FAULT, "F124", row_place(row, column), _("\"%s\" is not a date; expected %s"), text,
                   date_wanted(text).text);
    return false;
}
