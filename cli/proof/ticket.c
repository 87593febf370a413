#include "sampling/ticket.h"

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
static bool run(struct call *call, struct error *err)
{
    struct ticket_seed seed;
    struct strbuf line = {0};
    (void)err;
    ticket_seed_set(&seed, argument_value(call->args, "seed"));
    if (argument_given(call->args, "csv"))
        puts("ticket,id");
    for (size_t i = 0; i < argument_n_words(call->args); i++) {
        char text[TICKET_TEXT];
        const char *id = argument_word(call->args, i);
        struct ticket ticket = ticket_of(&seed, id, strlen(id));
        const char *cells[] = {ticket_text(&ticket, text), id};
        strbuf_csv_line(&line, cells, 2);
        fputs(line.text, stdout);
    }
    strbuf_release(&line);
    return true;
}

const struct verb verb_ticket = {
    .name = "ticket",
    .summary = N_("print the ticket of ids (GROUP/ID) under a seed, to check a draw by hand"),
    .takes = "ID...",
    .flags = VERB_TABLE,
    .options = options,
    .run = run,
};
