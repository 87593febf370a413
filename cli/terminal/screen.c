#include "cli/terminal/screen.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/base/text.h"

/* A stream that ends at a terminal.  The process has these two and no more, as it has stdout and stderr. */
struct guarded {
    int file;
    struct strbuf out;
    char begun[4]; /* a character of which the rest is still to come */
    size_t n_begun;
};
static struct guarded guarded_out = {.file = STDOUT_FILENO}, guarded_err = {.file = STDERR_FILENO};
static bool progress_stands;

static bool write_all(int file, const char *bytes, size_t n)
{
    while (n) {
        ssize_t done = write(file, bytes, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        bytes += done;
        n -= (size_t)done;
    }
    return true;
}

/* TEXT[0..N-1] as it is shown, into S->out; the beginning of a character at its end waits. */
static void show(struct guarded *s, const char *text, size_t n)
{
    char shown[TEXT_SHOWN];
    while (n) {
        size_t taken = text_shown(text, n, shown);
        if (!taken)
            break;
        strbuf_adds(&s->out, shown);
        text += taken;
        n -= taken;
    }
    memcpy(s->begun, text, n);
    s->n_begun = n;
}

/* As fopencookie() wants it: 0 where it failed. */
static ssize_t guarded_write(void *cookie, const char *bytes, size_t n)
{
    struct guarded *s = cookie;
    struct strbuf text = {0};
    strbuf_add(&text, s->begun, s->n_begun);
    strbuf_add(&text, bytes, n);
    strbuf_clear(&s->out);
    show(s, text.text, text.n);
    strbuf_release(&text);
    screen_progress_end();
    return write_all(s->file, strbuf_text(&s->out), s->out.n) ? (ssize_t)n : 0;
}

/* STREAM, or one before it that guards the terminal at which it ends. */
static FILE *guard(FILE *stream, struct guarded *s)
{
    FILE *guarding = isatty(s->file) ? fopencookie(s, "w", (cookie_io_functions_t){.write = guarded_write}) : NULL;
    if (!guarding)
        return stream;
    setvbuf(guarding, NULL, _IOLBF, BUFSIZ);
    return guarding;
}

void screen_guard(void)
{
    stdout = guard(stdout, &guarded_out);
    stderr = guard(stderr, &guarded_err);
}

bool screen_has_progress(void)
{
    return isatty(STDERR_FILENO);
}

void screen_progress(const char *format, ...)
{
    if (!screen_has_progress())
        return;
    char *text = NULL;
    va_list list;
    va_start(list, format);
    if (vasprintf(&text, format, list) < 0)
        text = NULL;
    va_end(list);
    char *visible = text_visible(text ? text : "");
    fflush(stdout);
    struct strbuf line = {0};
    strbuf_addf(&line, "\r%s\033[K", visible);
    progress_stands = write_all(STDERR_FILENO, line.text, line.n);
    strbuf_release(&line);
    free(visible);
    free(text);
}

void screen_progress_end(void)
{
    static const char clear[] = "\r\033[K";
    if (progress_stands)
        (void)write_all(STDERR_FILENO, clear, strlen(clear));
    progress_stands = false;
}

void screen_waiting(const char *path, unsigned seconds)
{
    static bool said;
    if (seconds && screen_has_progress())
        screen_progress(_("\"%s\" is being written by another program; waiting (%u s)"), path, seconds);
    else if (seconds && !said)
        fprintf(stderr, _("\"%s\" is being written by another program; waiting (%u s)\n"), path, seconds);
    else if (!seconds)
        screen_progress_end();
    said = seconds != 0;
}

#define MOST_TYPED 1000 /* bytes */

char *screen_ask(const char *question, struct error *err)
{
    struct termios before, silent;
    char line[MOST_TYPED + 2] = "";
    FILE *terminal = fopen("/dev/tty", "r+");
    if (!terminal) {
        error_set(err, E_USAGE,
                  _("there is no terminal at which to ask for the passphrase; --key FILE names a key file"));
        return NULL;
    }
    bool has_echo = tcgetattr(fileno(terminal), &before) == 0;
    silent = before;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    if (has_echo)
        tcsetattr(fileno(terminal), TCSAFLUSH, &silent);
    fprintf(terminal, "%s ", question);
    fflush(terminal);
    bool typed = fgets(line, sizeof line, terminal) && *line != '\n';
    if (has_echo)
        tcsetattr(fileno(terminal), TCSADRAIN, &before);
    fprintf(terminal, "\n");
    fclose(terminal);
    line[strcspn(line, "\r\n")] = '\0';
    char *answer = typed ? xstrdup(line) : NULL;
    explicit_bzero(line, sizeof line);
    if (!typed)
        error_set(err, E_USAGE, _("no passphrase was given"));
    return answer;
}
