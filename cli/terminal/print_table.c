#include "cli/terminal/print_table.h"

#include <stdlib.h>
#include <string.h>

#include "cli/terminal/table.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/listing.h"
#include "survey/round/tables.h"

/* More decimals than these are noise for people. */
#define PLACES_SHOWN 6

/* The columns of the tables that are not definition tables. */
static const struct table_column known[] = {
    {"answer", N_("Answer"), false},
    {"answers", N_("Answers"), true},
    {"applicable", N_("Applicable"), true},
    {"appraised", N_("Appraised"), true},
    {"appraiser", N_("Appraiser"), false},
    {"ballot_type", N_("Ballot type"), false},
    {"ballots", N_("Ballots"), true},
    {"base", N_("Base weight"), true},
    {"block", N_("Block"), false},
    {"bonus", N_("Bonus"), true},
    {"by", N_("By"), false},
    {"check", N_("Check"), true},
    {"class", N_("Class"), false},
    {"counts", N_("Counts"), true},
    {"criterion", N_("Criterion"), false},
    {"cv", N_("CV"), true},
    {"date", N_("Date"), false},
    {"deff", N_("Design effect (Kish)"), true},
    {"difference", N_("Difference"), true},
    {"documents", N_("Documents"), true},
    {"drawn", N_("Drawn"), true},
    {"dropped", N_("Dropped because"), false},
    {"entries", N_("Entries"), true},
    {"explanation", N_("Explanation"), false},
    {"explanation_late", N_("Explanation late by"), true},
    {"factor", N_("Non-response factor"), true},
    {"file", N_("File"), false},
    {"first", N_("First appraisal"), true},
    {"group", N_("Group"), false},
    {"hash", N_("Hash"), false},
    {"high", N_("High"), true},
    {"ineligible", N_("Ineligible"), true},
    {"issued", N_("Issued"), true},
    {"key", N_("Public key"), false},
    {"kind", N_("Kind"), false},
    {"level", N_("Level"), true},
    {"line", N_("Line"), true},
    {"low", N_("Low"), true},
    {"max", N_("Maximum"), true},
    {"member", N_("Member"), false},
    {"method", N_("Method"), false},
    {"min", N_("Minimum"), true},
    {"misfit", N_("Misfit"), true},
    {"misfit_at", N_("Misfit of"), false},
    {"missing", N_("Document missing"), false},
    {"n", NULL, true},
    {"n_eff", N_("Effective n"), true},
    {"name", N_("Step"), false},
    {"no_document", N_("No document because"), false},
    {"note", N_("Note"), false},
    {"number", N_("No."), true},
    {"office", N_("Post office"), false},
    {"order", N_("Order"), true},
    {"other", N_("Total, other rounding"), true},
    {"own_unit", N_("Own unit"), false},
    {"pass", N_("Keying"), true},
    {"percent", N_("Percent"), true},
    {"points", N_("Points"), true},
    {"pool", N_("Pool"), false},
    {"pooled", N_("Points, pooled"), true},
    {"population", "N", true},
    {"probability", N_("Probability"), true},
    {"question", N_("Question"), false},
    {"rank", N_("Rank"), true},
    {"rank_high", N_("to"), true},
    {"rank_low", N_("Rank from"), true},
    {"rates", N_("Rates"), false},
    {"reason", N_("Reason"), false},
    {"released", N_("Called in"), true},
    {"reserves", N_("Reserves"), true},
    {"returned", N_("Returned"), true},
    {"role", N_("Role"), false},
    {"rows", N_("Rows"), true},
    {"run", N_("Run"), true},
    {"se", N_("Standard error"), true},
    {"second", N_("Second appraisal"), true},
    {"self", N_("Self score"), true},
    {"self_late", N_("Self score late by"), true},
    {"serial", N_("Serial"), false},
    {"sha256", "SHA-256", false},
    {"share", N_("Share"), true},
    {"signature", N_("Signature"), false},
    {"sipas", "SIPAS", true},
    {"size", N_("Size"), true},
    {"socio", N_("Socio-economic"), true},
    {"source", N_("Source"), true},
    {"stage", N_("Stage"), false},
    {"state", N_("State"), false},
    {"step", N_("No."), true},
    {"stratum", N_("Stratum"), false},
    {"sum", N_("Sum"), true},
    {"survey", N_("Survey"), true},
    {"ticket", N_("Ticket"), true},
    {"time", N_("Time (UTC)"), false},
    {"total", N_("Total"), true},
    {"type", N_("Ballot type"), false},
    {"unreasoned", N_("No reason at"), false},
    {"unstated", N_("No error because"), false},
    {"unit", N_("Unit"), false},
    {"units", N_("Units"), false},
    {"valid", N_("Valid"), true},
    {"variables", N_("Variables"), false},
    {"verb", N_("Verb"), false},
    {"weight", N_("Weight"), true},
    {"who", N_("Who"), false},
};

/* How column NAME of TABLE is printed. */
static struct table_column describe(const char *table, const char *name)
{
    for (enum table_id t = 0; t < N_TABLES; t++)
        if (!strcmp(table_specs[t].name, table)) {
            const struct column_spec *c = &table_specs[t].columns[table_column(t, name)];
            bool number = c->kind == K_INTEGER || c->kind == K_DECIMAL || c->kind == K_BY_UNIT ||
                          c->kind == K_PERCENT || c->kind == K_SHARE;
            return (struct table_column){name, message_is_vietnamese() ? c->vietnamese : NULL, number};
        }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i].name, name))
            return (struct table_column){name, known[i].title, known[i].number};
    return (struct table_column){name, NULL, false};
}

/* TEXT as a cell of a column of numbers. */
static void print_number(struct table *table, const char *text, bool people)
{
    const char *point = people ? strchr(text, '.') : NULL;
    char *end;
    double x = strtod(text, &end);
    if (point && !*end && strlen(point + 1) > PLACES_SHOWN)
        table_real(table, x, PLACES_SHOWN);
    else
        table_digits(table, text);
}

bool print_table(struct call *call, const char *name, struct error *err)
{
    const struct arguments *args = call->args;
    struct listing *listing = listing_open(call->store, name, err);
    if (!listing)
        return false;
    bool people = table_is_for_people(args);
    size_t n = listing_n_columns(listing);
    struct table_column *columns = xcalloc(n, sizeof *columns);
    for (size_t i = 0; i < n; i++)
        columns[i] = describe(name, listing_column(listing, i));
    struct table *table = table_new(args, columns, n);
    const char *const *cells;
    while (listing_next(listing, &cells))
        for (size_t i = 0; i < n; i++)
            if (columns[i].number)
                print_number(table, cells[i], people);
            else
                table_text(table, cells[i]);
    table_close(table);
    free(columns);
    return listing_close(listing, err);
}
