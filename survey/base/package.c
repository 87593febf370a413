#include "survey/base/package.h"

#include <expat.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"

#ifndef BLOCK_BYTES /* as in csv.c */
#define BLOCK_BYTES 65536
#endif
#define PART_BYTES  ((uint64_t)4 << 30)  /* a larger part is refused */
#define BOMB_BYTES  ((uint64_t)16 << 20) /* and, from this size on, one packed more than */
#define BOMB_RATIO  200                  /* so many times */
#define QUIET_BYTES ((size_t)8 << 20)    /* of XML in which no element begins or ends */

struct package {
    const char *path;
    zip_t *zip;
};

/* The bytes of a part, as they are unpacked. */
struct unpacking {
    struct package *package;
    char *name;
    zip_file_t *file;
    uint64_t read, packed;
};

/* Unpacked bytes that the parser has not got: rest.text[at] .. rest.text[rest.n - 1]. */
struct part {
    struct unpacking bytes;
    XML_Parser parser;
    struct part_handlers handlers;
    void *data;
    size_t quiet;
    bool paused, has_doctype, other_encoding;
    struct strbuf rest;
    size_t at;
    size_t skipped_lines; /* in bytes that the parser never got */
    const char *tag;      /* to stop behind; NULL: none */
    XML_Index tag_end;    /* of the last start tag the parser took */
};

/* --- words of libraries ------------------------------------------------------- */

/* What libzip and expat say of damaged files most often, to be translated like our own words. */
static const char *const library_words[] = {
    N_("Not a zip archive"),
    N_("Zip archive inconsistent"),
    N_("Possibly truncated or corrupted zip archive"),
    N_("CRC error"),
    N_("Premature end of file"),
    N_("Read error"),
    N_("Zlib error: data error"),
    N_("no element found"),
    N_("not well-formed (invalid token)"),
    N_("unclosed token"),
    N_("partial character"),
    N_("mismatched tag"),
    N_("duplicate attribute"),
    N_("junk after document element"),
    N_("undefined entity"),
    N_("unclosed CDATA section"),
    N_("encoding specified in XML declaration is incorrect"),
    N_("unknown encoding"),
    N_("syntax error"),
};

static const char *translated(const char *words)
{
    for (size_t i = 0; i < sizeof library_words / sizeof *library_words; i++)
        if (!strcmp(library_words[i], words))
            return _(library_words[i]);
    return words;
}

/* --- bytes ------------------------------------------------------------------ */

struct package *package_open(const char *path, struct error *err)
{
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    if (!zip) {
        zip_error_t why;
        zip_error_init_with_code(&why, code);
        error_set(err, E_FILE, _("\"%s\" is a damaged or incomplete workbook (%s); copy it anew from its source"), path,
                  translated(zip_error_strerror(&why)));
        zip_error_fini(&why);
        return NULL;
    }
    struct package *package = xcalloc(1, sizeof *package);
    package->path = path;
    package->zip = zip;
    return package;
}

void package_close(struct package *package)
{
    if (!package)
        return;
    zip_discard(package->zip);
    free(package);
}

const char *package_path(const struct package *package)
{
    return package->path;
}

size_t package_n_parts(const struct package *package)
{
    return (size_t)zip_get_num_entries(package->zip, 0);
}

const char *package_part(const struct package *package, size_t i)
{
    return zip_get_name(package->zip, i, 0);
}

/* The entry of part NAME, negative where there is none; some programs for Windows write its folders with backslashes.
 */
static zip_int64_t find_part(const struct package *package, const char *name)
{
    zip_int64_t i = zip_name_locate(package->zip, name, ZIP_FL_NOCASE);
    if (i >= 0 || !strchr(name, '/'))
        return i;
    char *turned = xstrdup(name);
    for (char *p = turned; (p = strchr(p, '/'));)
        *p = '\\';
    i = zip_name_locate(package->zip, turned, ZIP_FL_NOCASE);
    free(turned);
    return i;
}

bool package_has(const struct package *package, const char *name)
{
    return find_part(package, name) >= 0;
}

bool package_damaged(const struct package *package, const char *name, const char *why, struct error *err)
{
    return error_set(err, E_FILE,
                     _("\"%s\" is damaged (%s: %s); save it again in Excel or copy it anew from its source"),
                     package->path, name, why);
}

static bool too_large(const struct unpacking *bytes, struct error *err)
{
    return error_set(err, E_FILE, _("\"%s\" unpacks to far more than a table needs (%s); it is refused"),
                     bytes->package->path, bytes->name);
}

static bool unpack(struct unpacking *bytes, struct package *package, const char *name, struct error *err)
{
    *bytes = (struct unpacking){.package = package};
    zip_int64_t i = find_part(package, name);
    zip_stat_t stat;
    if (i < 0 || zip_stat_index(package->zip, (zip_uint64_t)i, 0, &stat) != 0)
        return package_damaged(package, name, _("the part is missing"), err);
    bytes->packed = stat.valid & ZIP_STAT_COMP_SIZE ? stat.comp_size : 0;
    bytes->file = zip_fopen_index(package->zip, (zip_uint64_t)i, 0);
    if (!bytes->file) {
        zip_error_t *why = zip_get_error(package->zip);
        int code = zip_error_code_zip(why);
        if (code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD)
            return error_set(err, E_FILE, _("\"%s\" is locked by a password; save it without one"), package->path);
        return package_damaged(package, name, translated(zip_error_strerror(why)), err);
    }
    bytes->name = xstrdup(name);
    return true;
}

static void stop_unpacking(struct unpacking *bytes)
{
    if (bytes->file)
        zip_fclose(bytes->file);
    free(bytes->name);
}

/* The next bytes; *N is 0 at the end, where the checksum has been compared. */
static bool read_bytes(struct unpacking *bytes, void *buffer, size_t size, size_t *n, struct error *err)
{
    zip_int64_t got = zip_fread(bytes->file, buffer, size);
    if (got < 0)
        return package_damaged(bytes->package, bytes->name, translated(zip_file_strerror(bytes->file)), err);
    *n = (size_t)got;
    bytes->read += *n;
    if (bytes->read > PART_BYTES || (bytes->read > BOMB_BYTES && bytes->read / BOMB_RATIO > bytes->packed))
        return too_large(bytes, err);
    return true;
}

char *package_peek(struct package *package, const char *name, size_t size)
{
    struct unpacking bytes;
    char *text = xcalloc(size + 1, 1);
    size_t n;
    if (package_has(package, name) && unpack(&bytes, package, name, NULL)) {
        if (!read_bytes(&bytes, text, size, &n, NULL))
            text[0] = '\0';
        stop_unpacking(&bytes);
    }
    return text;
}

bool package_check(struct package *package, const char *name, const char *word, bool *found, struct error *err)
{
    struct unpacking bytes;
    if (!unpack(&bytes, package, name, err))
        return false;
    size_t length = strlen(word), kept = 0, n;
    char *buffer = xmalloc(BLOCK_BYTES + length);
    bool good;
    *found = false;
    while ((good = read_bytes(&bytes, buffer + kept, BLOCK_BYTES, &n, err)) && n) {
        /* WORD may begin at the end of one block and end in the next. */
        size_t have = kept + n;
        if (bytes.read == n && n >= 2 && (!memcmp(buffer, "\xFE\xFF", 2) || !memcmp(buffer, "\xFF\xFE", 2)))
            *found = true;
        *found = *found || memmem(buffer, have, word, length);
        kept = have < length - 1 ? have : length - 1;
        memmove(buffer, buffer + have - kept, kept);
    }
    free(buffer);
    stop_unpacking(&bytes);
    return good;
}

/* --- elements --------------------------------------------------------------- */

static const char *local_name(const char *name)
{
    const char *local = name;
    for (const char *p = name; *p; p++)
        if (*p == ':')
            local = p + 1;
    return local;
}

const char *attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (!strcmp(*attributes, name))
            return attributes[1];
    return NULL;
}

const char *prefixed_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strchr(*attributes, ':') && !strcmp(local_name(*attributes), name))
            return attributes[1];
    return NULL;
}

bool attribute_is_true(const char **attributes, const char *name)
{
    const char *value = attribute(attributes, name);
    return value && (!strcmp(value, "1") || !strcmp(value, "true") || !strcmp(value, "on"));
}

static void XMLCALL on_start(void *data, const char *name, const char **attributes)
{
    struct part *part = data;
    part->quiet = 0;
    if (part->tag)
        part->tag_end = XML_GetCurrentByteIndex(part->parser) + XML_GetCurrentByteCount(part->parser);
    if (part->handlers.start)
        part->handlers.start(part->data, local_name(name), attributes);
}

static void XMLCALL on_end(void *data, const char *name)
{
    struct part *part = data;
    part->quiet = 0;
    if (part->handlers.end)
        part->handlers.end(part->data, local_name(name));
}

static void XMLCALL on_text(void *data, const char *text, int length)
{
    struct part *part = data;
    part->handlers.text(part->data, text, length);
}

static void XMLCALL on_doctype(void *data, const char *name, const char *system, const char *public, int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    struct part *part = data;
    part->has_doctype = true;
    XML_StopParser(part->parser, XML_FALSE);
}

static void XMLCALL on_declaration(void *data, const char *version, const char *encoding, int standalone)
{
    (void)version;
    (void)standalone;
    struct part *part = data;
    part->other_encoding = encoding && strcasecmp(encoding, "UTF-8") != 0;
}

struct part *part_open(struct package *package, const char *name, const struct part_handlers *handlers, void *data,
                       struct error *err)
{
    struct part *part = xcalloc(1, sizeof *part);
    if (!unpack(&part->bytes, package, name, err)) {
        free(part);
        return NULL;
    }
    part->handlers = *handlers;
    part->data = data;
    part->parser = XML_ParserCreate(NULL);
    if (!part->parser)
        abort();
    XML_SetUserData(part->parser, part);
    XML_SetElementHandler(part->parser, on_start, on_end);
    if (handlers->text)
        XML_SetCharacterDataHandler(part->parser, on_text);
    XML_SetStartDoctypeDeclHandler(part->parser, on_doctype);
    XML_SetXmlDeclHandler(part->parser, on_declaration);
    return part;
}

void part_close(struct part *part)
{
    if (!part)
        return;
    XML_ParserFree(part->parser);
    stop_unpacking(&part->bytes);
    strbuf_release(&part->rest);
    free(part);
}

void part_pause(struct part *part)
{
    XML_StopParser(part->parser, XML_TRUE);
}

/* --- bytes that are not parsed ------------------------------------------------ */

void part_stop_behind(struct part *part, const char *tag)
{
    part->tag = tag;
}

bool part_more(struct part *part, char **bytes, size_t *n, struct error *err)
{
    struct strbuf *rest = &part->rest;
    size_t got, wanted = rest->n - part->at < BLOCK_BYTES ? BLOCK_BYTES : rest->n - part->at;
    if (part->at) {
        rest->n -= part->at;
        memmove(rest->text, rest->text + part->at, rest->n);
        part->at = 0;
    }
    if (!read_bytes(&part->bytes, strbuf_room(rest, wanted), wanted, &got, err))
        return false;
    rest->n += got;
    rest->text[rest->n] = '\0';
    *bytes = rest->text;
    *n = rest->n;
    return true;
}

void part_skip(struct part *part, size_t n)
{
    const char *p = part->rest.text + part->at, *end = p + n;
    part->at += n;
    for (const char *q = p; (q = memchr(q, '\n', (size_t)(end - q))); q++)
        part->skipped_lines++;
    for (const char *q = p; (q = memchr(q, '\r', (size_t)(end - q))); q++)
        part->skipped_lines += q + 1 == end || q[1] != '\n';
}

/* Give the parser the next bytes: what is left of those that were read, or new ones; no further than N. */
static bool parse_some(struct part *part, size_t n, enum XML_Status *status, struct error *err)
{
    void *buffer = XML_GetBuffer(part->parser, BLOCK_BYTES);
    if (!buffer)
        return too_large(&part->bytes, err);
    if (n > BLOCK_BYTES)
        n = BLOCK_BYTES;
    if (part->at < part->rest.n) {
        if (n > part->rest.n - part->at)
            n = part->rest.n - part->at;
        memcpy(buffer, part->rest.text + part->at, n);
        part->at += n;
    } else if (!read_bytes(&part->bytes, buffer, n, &n, err)) {
        return false;
    }
    part->quiet += n;
    if (part->quiet > QUIET_BYTES)
        return too_large(&part->bytes, err);
    *status = XML_ParseBuffer(part->parser, (int)n, n == 0);
    return true;
}

/* Parse to the end of the tag to stop behind where it stands in the first block; the parser must have met it as a tag,
 * not in a comment or in two bytes a character. */
static bool parse_to_tag(struct part *part, enum XML_Status *status, bool *stopped, struct error *err)
{
    char *bytes;
    size_t n, length = strlen(part->tag);
    if (!part_more(part, &bytes, &n, err))
        return false;
    const char *found = memmem(bytes, n, part->tag, length);
    size_t end = found ? (size_t)(found - bytes) + length : n;
    if (!parse_some(part, end, status, err))
        return false;
    *stopped = found && *status == XML_STATUS_OK && part->tag_end == (XML_Index)end && !part->other_encoding;
    part->tag = NULL;
    return true;
}

enum part_state part_next(struct part *part, struct error *err)
{
    for (;;) {
        enum XML_Status status;
        bool stopped = false;
        if (part->paused)
            status = XML_ResumeParser(part->parser);
        else if (!(part->tag ? parse_to_tag(part, &status, &stopped, err) : parse_some(part, SIZE_MAX, &status, err)))
            return PART_FAILED;
        if (stopped)
            return PART_STOPPED;
        part->paused = status == XML_STATUS_SUSPENDED;
        if (part->paused)
            return PART_PAUSED;
        if (part->has_doctype) {
            error_set(err, E_FILE,
                      _("\"%s\" has a document type declaration (%s), which no workbook needs; it is refused"),
                      part->bytes.package->path, part->bytes.name);
            return PART_FAILED;
        }
        if (status == XML_STATUS_ERROR) {
            char *why = xasprintf(_("%s at line %lu"), translated(XML_ErrorString(XML_GetErrorCode(part->parser))),
                                  (unsigned long)(XML_GetCurrentLineNumber(part->parser) + part->skipped_lines));
            package_damaged(part->bytes.package, part->bytes.name, why, err);
            free(why);
            return PART_FAILED;
        }
        XML_ParsingStatus state;
        XML_GetParsingStatus(part->parser, &state);
        if (state.parsing == XML_FINISHED)
            return PART_ENDED;
    }
}

bool part_read(struct package *package, const char *name, const struct part_handlers *handlers, void *data,
               struct error *err)
{
    struct part *part = part_open(package, name, handlers, data, err);
    if (!part)
        return false;
    enum part_state state;
    while ((state = part_next(part, err)) == PART_PAUSED)
        ;
    part_close(part);
    return state == PART_ENDED;
}
