/* fuzz_sniff.c - libFuzzer on what is found out about a text file before it is read: see tests/fuzz/fuzz.sh.
 *
 * Whatever the bytes: the guesses are among those there are; decoding in two
 * blocks gives what decoding in one gives, within the room that was promised,
 * and each place of it is UTF-8 or one bad byte; numbers and dates that were read
 * are read again as the same.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "importers/readers/encoding.h"
#include "importers/readers/separator.h"
#include "survey/base/date.h"
#include "survey/base/memory.h"
#include "survey/base/number.h"
#include "survey/base/text.h"
#include "tests/fuzz/input.h"

/* Every place of TEXT is UTF-8 or stands for one byte. */
static void check_text(enum encoding encoding, const char *text, size_t n)
{
    size_t bad;
    enum encoding_scan scan = encoding_scan(text, n, &bad);
    if ((scan != SCAN_BAD) != text_is_utf8(text, n, NULL))
        abort();
    if (scan == SCAN_ASCII && !text_is_ascii(text, n))
        abort();
    for (size_t at = 0; at < n;) {
        size_t good, used = 0;
        if (text_is_utf8(text + at, n - at, &good))
            break;
        at += good;
        encoding_bad_byte(encoding, text + at, n - at, &used);
        if (!used || used > n - at)
            abort();
        at += used;
    }
    if (scan == SCAN_BAD)
        return;
    const char *trimmed = text;
    size_t length = n;
    text_trim_ends(&trimmed, &length);
    if (trimmed < text || trimmed + length > text + n || !text_is_utf8(trimmed, length, NULL))
        abort();
    if (scan == SCAN_COMPOSED) {
        char *composed = text_nfc(text, n);
        if (strlen(composed) != n || memcmp(composed, text, n) != 0)
            abort();
        free(composed);
    }
}

static void decode(enum encoding encoding, const char *bytes, size_t size, size_t cut)
{
    struct decoder decoder;
    char *whole = xmalloc(DECODED_BYTES(size)), *parts = xmalloc(DECODED_BYTES(cut) + DECODED_BYTES(size - cut));
    decoder_start(&decoder, encoding);
    size_t n = decoder_run(&decoder, bytes, size, true, whole);
    decoder_start(&decoder, encoding);
    size_t first = decoder_run(&decoder, bytes, cut, false, parts);
    if (n > DECODED_BYTES(size) || first > DECODED_BYTES(cut))
        abort();
    size_t second = decoder_run(&decoder, bytes + cut, size - cut, true, parts + first);
    if (n != first + second || memcmp(whole, parts, n) != 0)
        abort();
    check_text(encoding, whole, n);
    free(whole);
    free(parts);
}

static void read_value(const char *bytes, size_t size)
{
    char *text = xstrndup(bytes, size), iso[DATE_TEXT], again[DATE_TEXT], plain[NUMBER_TEXT];
    double x, y;
    if (text_is_utf8(text, strlen(text), NULL)) {
        if (number_parse(text, &x) == NUMBER_READ && !isfinite(x))
            abort();
        if (number_plain(text, plain) == NUMBER_READ && (number_parse(plain, &y) != NUMBER_READ || y != x))
            abort();
        if (date_parse(text, iso) && (!date_parse(iso, again) || strcmp(iso, again) != 0))
            abort();
        free(text_fold(text));
        free(text_plain(text));
    }
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    size_t mark, cut = size ? data[0] % size : 0;
    enum encoding begun = encoding_begin(bytes, size, &mark);
    if (begun > ENCODING_UTF16BE || mark > size || encoding_guess(bytes, size) >= N_ENCODINGS)
        abort();
    char separator = separator_guess(bytes, size);
    if (separator != ',' && separator != ';' && separator != '\t')
        abort();
    for (int e = 0; e < N_ENCODINGS; e++)
        decode((enum encoding)e, bytes, size, cut);
    read_value(bytes, size < 64 ? size : 64);
    return 0;
}
