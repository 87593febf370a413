/* A disk that fills up while the library gathers its parts leaves a part cut
 * short inside a workbook that is otherwise sound, and the library does not
 * notice.  So each part is read again: an XML part ends with the tag it began with. */
#define ZLIB_CONST
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "reports/workbook/book_inside.h"
#include "survey/base/message.h"

#define LOCAL_HEADER   30
#define CENTRAL_HEADER 46
#define END_RECORD     22
#define KEPT           512

static unsigned number(const unsigned char *p, int bytes)
{
    unsigned n = 0;
    for (int i = bytes; i-- > 0;)
        n = n << 8 | p[i];
    return n;
}

/* The name of the root element in HEAD; its length, 0 where there is none. */
static size_t root_name(const char *head, const char **name)
{
    for (const char *p = strchr(head, '<'); p; p = strchr(p + 1, '<'))
        if (p[1] != '?' && p[1] != '!') {
            *name = p + 1;
            return strcspn(p + 1, " \t\r\n/>");
        }
    return 0;
}

/* True when the deflated bytes of a part make TOTAL bytes of XML that ends as it began. */
static bool part_is_whole(const unsigned char *bytes, size_t n, size_t total)
{
    z_stream z = {.next_in = bytes, .avail_in = (uInt)n};
    if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
        return false;
    char head[KEPT + 1] = "", tail[2 * KEPT + 1] = "";
    unsigned char buffer[16384];
    size_t got = 0, n_tail = 0;
    int status = Z_OK;
    while (status == Z_OK) {
        z.next_out = buffer;
        z.avail_out = sizeof buffer;
        status = inflate(&z, Z_NO_FLUSH);
        size_t made = sizeof buffer - z.avail_out;
        if (got < KEPT) {
            size_t take = made < KEPT - got ? made : KEPT - got;
            memcpy(head + got, buffer, take);
        }
        got += made;
        size_t take = made < KEPT ? made : KEPT;
        if (n_tail + take > sizeof tail - 1) {
            memmove(tail, tail + n_tail - KEPT, KEPT);
            n_tail = KEPT;
        }
        memcpy(tail + n_tail, buffer + made - take, take);
        n_tail += take;
        if (made == 0 && z.avail_in == 0 && status == Z_OK)
            break;
    }
    inflateEnd(&z);
    if (status != Z_STREAM_END || got != total || memchr(head, 0, got < KEPT ? got : KEPT))
        return false;
    while (n_tail && (tail[n_tail - 1] == '\n' || tail[n_tail - 1] == '\r'))
        n_tail--;
    const char *name;
    size_t length = root_name(head, &name);
    if (length == 0 || n_tail < 2 || tail[n_tail - 1] != '>')
        return false;
    if (tail[n_tail - 2] == '/') /* an empty root element closes itself */
        return strchr(head, '<') && got <= KEPT;
    return n_tail >= length + 3 && !memcmp(tail + n_tail - length - 3, "</", 2) &&
           !memcmp(tail + n_tail - length - 1, name, length);
}

static bool archive_is_whole(const unsigned char *bytes, size_t n)
{
    if (n < END_RECORD || memcmp(bytes + n - END_RECORD, "PK\5\6", 4) != 0)
        return false;
    const unsigned char *end = bytes + n - END_RECORD;
    size_t parts = number(end + 10, 2), at = number(end + 16, 4);
    for (size_t i = 0; i < parts; i++) {
        if (at + CENTRAL_HEADER > n || memcmp(bytes + at, "PK\1\2", 4) != 0)
            return false;
        const unsigned char *c = bytes + at;
        size_t packed = number(c + 20, 4), total = number(c + 24, 4), local = number(c + 42, 4);
        if (local + LOCAL_HEADER > n || memcmp(bytes + local, "PK\3\4", 4) != 0)
            return false;
        size_t data = local + LOCAL_HEADER + number(bytes + local + 26, 2) + number(bytes + local + 28, 2);
        if (data + packed > n || number(c + 10, 2) != 8 || !part_is_whole(bytes + data, packed, total))
            return false;
        at += CENTRAL_HEADER + number(c + 28, 2) + number(c + 30, 2) + number(c + 32, 2);
    }
    return parts > 0;
}

bool parts_are_whole(const char *path, struct error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    void *bytes = MAP_FAILED;
    if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0)
        bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    bool whole = bytes != MAP_FAILED && archive_is_whole(bytes, (size_t)st.st_size);
    if (bytes != MAP_FAILED)
        munmap(bytes, (size_t)st.st_size);
    if (fd >= 0)
        close(fd);
    return whole || error_set(err, E_FILE,
                              _("the workbook could not be written whole; is the disk, or the folder for temporary "
                                "files, full?"));
}
