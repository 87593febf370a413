#include "sampling/ticket.h"

#include <stdlib.h>
#include <string.h>

#include "cli/terminal/command.h"
#include "cli/verbs.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/round/listing.h"

static const struct verb_option options[] = {
    {"seed", 0, "TEXT", OPTION_REQUIRED, N_("the seed, the outcome of the public event")},
    {0},
};

/* The same lines at a terminal and in a file: they are there to be compared. */
static enum status run(const struct arguments *args)
{
    struct error err = {0};
    struct ticket_seed seed;
    ticket_seed_set(&seed, argument_value(args, "seed"));
    struct strbuf line = {0};
    if (argument_given(args, "csv"))
        puts("ticket,id");
    for (size_t i = 0; i < argument_n_words(args); i++) {
        char text[TICKET_TEXT];
        const char *id = argument_word(args, i);
        struct ticket ticket = ticket_of(&seed, id, strlen(id));
        const char *cells[] = {ticket_text(&ticket, text), id};
        strbuf_csv_line(&line, cells, 2);
        fputs(line.text, stdout);
    }
    strbuf_release(&line);
    return command_end(args, true, NULL, &err);
}

const struct verb verb_ticket = {
    .name = "ticket",
    .summary = N_("print the ticket of ids (GROUP/ID) under a seed, to check a draw by hand"),
    .takes = "ID...",
    .flags = VERB_TABLE,
    .options = options,
    .run = run,
};
