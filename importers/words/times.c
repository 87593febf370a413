#include "importers/words/times.h"

#include <stdlib.h>
#include <string.h>

/* Days from 1970-01-01 to a date of the Gregorian calendar (H. Hinnant, chrono-compatible date algorithms). */
static long days_from(long y, long m, long d)
{
    y -= m <= 2;
    long era = y / 400, of_era = y - era * 400, of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* One or two digits at *TEXT, up to MOST. */
static bool two_digits(const char **text, long most, long *value)
{
    size_t n = strspn(*text, "0123456789");
    if (n < 1 || n > 2)
        return false;
    *value = strtol(*text, NULL, 10);
    *text += n;
    return *value <= most;
}

static bool time_of_day(const char *text, double *seconds)
{
    long hour, minute, second = 0;
    if (!two_digits(&text, 23, &hour) || *text++ != ':' || !two_digits(&text, 59, &minute))
        return false;
    if (*text == ':') {
        text++;
        if (!two_digits(&text, 60, &second))
            return false;
        if (*text == '.')
            text += 1 + strspn(text + 1, "0123456789");
    }
    text += strspn(text, " ");
    bool before_noon = !strncasecmp(text, "AM", 2) || !strncasecmp(text, "SA", 2),
         after_noon = !strncasecmp(text, "PM", 2) || !strncasecmp(text, "CH", 2);
    if ((before_noon || after_noon) && (hour < 1 || hour > 12))
        return false;
    if (before_noon && hour == 12)
        hour = 0;
    if (after_noon && hour < 12)
        hour += 12;
    if (!before_noon && !after_noon && text[strspn(text, "Z+-:0123456789GMTUC ")])
        return false;
    *seconds = (double)(hour * 3600 + minute * 60 + second);
    return true;
}

/* As time_parse(); the date as time_parse_as() unless ORDER is UNKNOWN. */
static bool read_time(const char *text, enum date_order order, double *seconds)
{
    size_t n = strcspn(text, " T");
    char date[DATE_TEXT], head[16];
    if (!text[n] || n >= sizeof head)
        return false;
    memcpy(head, text, n);
    head[n] = '\0';
    double of_day;
    const char *rest = text + n + 1;
    if (!(order == DATE_UNKNOWN ? date_parse(head, date) : date_parse_as(head, order, date)) ||
        !time_of_day(rest + strspn(rest, " "), &of_day))
        return false;
    *seconds =
        86400.0 * (double)days_from(strtol(date, NULL, 10), strtol(date + 5, NULL, 10), strtol(date + 8, NULL, 10)) +
        of_day;
    return true;
}

bool time_parse(const char *text, double *seconds)
{
    return read_time(text, DATE_UNKNOWN, seconds);
}

bool time_parse_as(const char *text, enum date_order order, double *seconds)
{
    return read_time(text, order, seconds);
}
