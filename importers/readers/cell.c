#include "importers/readers/cell.h"

#include <stdlib.h>
#include <string.h>

#include "importers/readers/reader.h"
#include "survey/base/message.h"

/* TEXT read with MARK, in OUT without zeros at its end. */
static const char *shown(const char *text, enum decimal_mark mark, char out[NUMBER_TEXT])
{
    char plain[NUMBER_TEXT];
    number_plain_as(text, mark, plain);
    return number_shortest(strtod(plain, NULL), out);
}

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
                text, shown(text, mark, one), shown(text, mark == DECIMAL_POINT ? DECIMAL_COMMA : DECIMAL_POINT, other),
                separator);
        *told = true;
        return mark;
    }
    issues_add(issues, FAULT, "F122", place,
               _("\"%s\" can be read in two ways, %s or %s, and the other numbers do not say which; expected no mark "
                 "between thousands and a decimal point"),
               text, shown(text, DECIMAL_POINT, one), shown(text, DECIMAL_COMMA, other));
    return DECIMAL_UNKNOWN;
}

enum number_reading cell_plain(const struct row *row, size_t column, bool sure, char plain[NUMBER_TEXT],
                               struct issues *issues)
{
    const char *text = row_text(row, column);
    bool typed = column < row->n_cells && row->cells[column].is_number;
    enum number_reading reading = number_plain_as(text, typed ? DECIMAL_POINT : DECIMAL_UNKNOWN, plain);
    if (reading != NUMBER_AMBIGUOUS)
        return reading;
    struct marks *marks = row->reader ? reader_heard_marks(row->reader) : NULL;
    enum decimal_mark mark =
        number_settle(text, marks ? marks_decimal(marks, column) : DECIMAL_UNKNOWN, row->reader,
                      marks && !sure ? marks_told(marks, column) : NULL, row_place(row, column), issues);
    return number_plain_as(text, mark, plain);
}

bool cell_number(const struct row *row, size_t column, double *value, struct issues *issues)
{
    const char *text = row_text(row, column);
    char plain[NUMBER_TEXT];
    switch (cell_plain(row, column, false, plain, issues)) {
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

/* PLAIN, without an exponent, as an integer; the decimals must be zero. */
static bool whole(const char *plain, long long *value)
{
    size_t n = strspn(plain, "+-0123456789");
    if (plain[n] == '.')
        if (plain[n + 1 + strspn(plain + n + 1, "0")])
            return false;
    if (plain[n] && plain[n] != '.')
        return false;
    if (n > 18)
        return false;
    *value = strtoll(plain, NULL, 10);
    return true;
}

bool cell_integer(const struct row *row, size_t column, long long min, long long max, long long *value,
                  struct issues *issues)
{
    const char *text = row_text(row, column);
    char plain[NUMBER_TEXT];
    enum number_reading reading = cell_plain(row, column, false, plain, issues);
    long long n;
    if (reading == NUMBER_READ && whole(plain, &n) && n >= min && n <= max) {
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
        issues_add(issues, FAULT, "F124", row_place(row, column),
                   _("\"%s\" is not a date; expected dd/mm/yyyy or yyyy-mm-dd"), text);
    return false;
}
