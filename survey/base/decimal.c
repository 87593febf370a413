#include "survey/base/decimal.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

static const int64_t power_of_ten[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

decimal decimal_from_double(double x)
{
    assert(isfinite(x) && fabs(x) < 9.2e9);
    /* Long double carries 64 bits: x * 1e9 is off by far less than one unit,
     * and llroundl rounds halves away from zero. */
    return llroundl((long double)x * 1e9L);
}

double decimal_to_double(decimal d)
{
    return (double)((long double)d / 1e9L);
}

bool decimal_parse(const char *text, decimal *d)
{
    const char *p = text;
    bool negative = *p == '-';
    if (*p == '-' || *p == '+')
        p++;
    int64_t whole = 0, fraction = 0;
    size_t n_digits = 0, n_fraction = 0;
    for (; *p >= '0' && *p <= '9'; p++, n_digits++) {
        if (whole > INT64_C(900000000))
            return false;
        whole = whole * 10 + (*p - '0');
    }
    if (*p == '.') {
        p++;
        for (; *p >= '0' && *p <= '9'; p++, n_fraction++) {
            if (n_fraction >= 9) {
                if (*p != '0')
                    return false;
                continue;
            }
            fraction = fraction * 10 + (*p - '0');
        }
        if (n_fraction == 0)
            return false;
    }
    if (*p != '\0' || n_digits == 0)
        return false;
    for (size_t i = n_fraction; i < 9; i++)
        fraction *= 10;
    int64_t value = whole * DECIMAL_ONE + fraction;
    *d = negative ? -value : value;
    return true;
}

/* N / D rounded half away from zero; D > 0. */
static __int128 divide(__int128 n, __int128 d)
{
    return n >= 0 ? (n + d / 2) / d : -((-n + d / 2) / d);
}

decimal decimal_round(decimal d, int places)
{
    assert(places >= 0 && places <= 9);
    int64_t unit = power_of_ten[9 - places];
    return (decimal)(divide(d, unit) * unit);
}

decimal decimal_truncate(decimal d, int places)
{
    assert(places >= 0 && places <= 6);
    int64_t unit = power_of_ten[9 - places];
    return decimal_round(d, 7) / unit * unit;
}

decimal decimal_ratio(decimal a, decimal b, decimal c)
{
    assert(c != 0);
    __int128 product = (__int128)a * b;
    __int128 divisor = c;
    if (divisor < 0) {
        divisor = -divisor;
        product = -product;
    }
    __int128 result = divide(product, divisor);
    assert(result <= INT64_MAX && result >= INT64_MIN);
    return (decimal)result;
}

char *decimal_format(decimal d, int places, char out[DECIMAL_TEXT])
{
    bool trim = places < 0;
    if (trim)
        places = 9;
    d = decimal_round(d, places);
    uint64_t size = d < 0 ? -(uint64_t)d : (uint64_t)d;
    int n = snprintf(out, DECIMAL_TEXT, "%s%" PRIu64, d < 0 ? "-" : "", size / DECIMAL_ONE);
    if (places > 0)
        n += snprintf(out + n, DECIMAL_TEXT - (size_t)n, ".%0*" PRIu64, places,
                      size % DECIMAL_ONE / (uint64_t)power_of_ten[9 - places]);
    if (trim) {
        while (out[n - 1] == '0') /* up to the point */
            out[--n] = '\0';
        if (out[n - 1] == '.')
            out[--n] = '\0';
    }
    return out;
}
