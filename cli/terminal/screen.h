/* screen.h - what a terminal is sent: nothing that steers it, wherever the text is from; and the one line that changes.
 *
 * Names, reasons and cells come from people and files.  Once screen_guard() was called, whatever is printed on stdout
 * and stderr goes through here where it is a terminal, and what would steer it or hide the order of letters is written
 * out (text_shown()).  Into files and pipes every byte goes as it is.
 */
#ifndef CLI_SCREEN_H
#define CLI_SCREEN_H

#include <stdbool.h>

#include "survey/base/error.h"

/* Called once, before anything is printed. */
void screen_guard(void);

/* True where stderr is a terminal: only there is there progress. */
bool screen_has_progress(void);
/* One line at stderr's terminal in place of the one before; whatever else is printed takes it away. */
void screen_progress(const char *format, ...) PRINTF_LIKE(1, 2);
void screen_progress_end(void);

/* Say on stderr that a round is being written by another program, for SECONDS already: at a terminal each time,
 * elsewhere once.  0: no longer.  See store_on_wait(). */
void screen_waiting(const char *path, unsigned seconds);

/* What is typed at the terminal after QUESTION, not shown there; a new string, which the caller wipes.  NULL and
 * E_USAGE where there is no terminal, or nothing is typed. */
char *screen_ask(const char *question, struct error *err) MUST_CHECK;

#endif
