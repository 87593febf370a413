#include "cli/terminal/print_table.h"

#include <stdlib.h>
#include <string.h>

#include "cli/terminal/table.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/round/ballots.h"
#include "survey/round/listing.h"
#include "survey/round/tables.h"

/* More decimals than these are noise for people. */
#define PLACES_SHOWN 6

/* The columns of the tables that are not definition tables; "TABLE.COLUMN" where a column is another thing in one of
 * them. */
static const struct table_column known[] = {
    {"absent", N_("Absent"), true},
    {"acts.units", N_("Units changed"), true},
    {"answer", N_("Answer"), false},
    {"answers", N_("Answers"), true},
    {"applicable", N_("Applicable"), true},
    {"appraisal.missing", N_("Document missing"), false},
    {"appraised", N_("Appraised"), true},
    {"appraiser", N_("Appraiser"), false},
    {"archived", N_("Archived"), true},
    {"ballot_type", N_("Ballot type"), false},
    {"ballots", N_("Ballots"), true},
    {"base", N_("Base weight"), true},
    {"batch", N_("Bag"), false},
    {"block", N_("Block"), false},
    {"bonus", N_("Bonus"), true},
    {"by", N_("Scored by"), false},
    {"check", N_("Check"), true},
    {"class", N_("Class"), false},
    {"class_before", N_("Class before"), false},
    {"class_high", N_("Class at the high limit"), false},
    {"class_high_before", N_("Class at the high limit, before"), false},
    {"class_low", N_("Class at the low limit"), false},
    {"class_low_before", N_("Class at the low limit, before"), false},
    {"classes", N_("Classes"), true},
    {"code", N_("Code"), false},
    {"counts", N_("Counts"), true},
    {"criterion", N_("Criterion"), false},
    {"cv", N_("CV"), true},
    {"date", N_("Date"), false},
    {"deff", N_("Design effect (Kish)"), true},
    {"delivered", N_("Delivered to office"), true},
    {"detail", N_("Detail"), false},
    {"df", N_("Degrees of freedom"), true},
    {"difference", N_("Difference"), true},
    {"disposition", N_("Disposition"), false},
    {"documents", N_("Documents"), true},
    {"drawn", N_("Drawn"), true},
    {"dropped", N_("Dropped because"), false},
    {"elsewhere", N_("Answered elsewhere"), true},
    {"entries", N_("Entries"), true},
    {"evidence.number", N_("Document number"), false},
    {"explanation", N_("Explanation"), false},
    {"explanation_late", N_("Explanation late by"), true},
    {"factor", N_("Non-response factor"), true},
    {"file", N_("File"), false},
    {"finding", N_("Finding"), false},
    {"first", N_("First appraisal"), true},
    {"floor", N_("Held by floor"), false},
    {"group", N_("Group"), false},
    {"handed", N_("Handed out"), true},
    {"hash", N_("Hash"), false},
    {"head", N_("Hash of its first line"), false},
    {"held", N_("Not handed out yet"), true},
    {"high", N_("High"), true},
    {"high_before", N_("High, before"), true},
    {"high_percent", N_("Highest, %"), true},
    {"id", N_("Member"), false},
    {"ineligible", N_("Ineligible"), true},
    {"issued", N_("Issued"), true},
    {"key", N_("Public key"), false},
    {"keyed", N_("Keyed"), true},
    {"keyer", N_("Keyer"), false},
    {"kind", N_("Kind"), false},
    {"level", N_("Level"), true},
    {"line", N_("Line"), true},
    {"lines", N_("Lines"), true},
    {"login", N_("Login"), false},
    {"low", N_("Low"), true},
    {"low_before", N_("Low, before"), true},
    {"low_percent", N_("Lowest, %"), true},
    {"lower", N_("Lower bound"), true},
    {"mark", N_("Remark of the clock"), false},
    {"max", N_("Maximum"), true},
    {"mean", N_("Mean"), true},
    {"mean_percent", N_("Mean, %"), true},
    {"member", N_("Member"), false},
    {"members", N_("Members"), true},
    {"merge", N_("Merge"), false},
    {"method", N_("Method"), false},
    {"min", N_("Minimum"), true},
    {"misfit", N_("Misfit"), true},
    {"misfit_at", N_("Misfit of"), false},
    {"missing", N_("Missing"), true},
    {"missing_before", N_("Missing before"), true},
    {"moved", N_("Moved"), true},
    {"movements.by", N_("Handed over by"), false},
    {"n", NULL, true},
    {"n_eff", N_("Effective n"), true},
    {"name", N_("Name"), false},
    {"newest", N_("Newest line"), true},
    {"no_document", N_("No document because"), false},
    {"note", N_("Note"), false},
    {"number", N_("No."), true},
    {"office", N_("Post office"), false},
    {"order", N_("Order"), true},
    {"other", N_("Total, other rounding"), true},
    {"other_ways", N_("Gone without being handed out"), true},
    {"others", N_("Other steps"), true},
    {"out", N_("Handed out, not back yet"), true},
    {"own_unit", N_("Own unit"), false},
    {"pass", N_("Keying"), true},
    {"percent", N_("Percent"), true},
    {"percent_before", N_("Percent before"), true},
    {"place", N_("Place"), false},
    {"points", N_("Points"), true},
    {"pool", N_("Pool"), false},
    {"pooled", N_("Points, pooled"), true},
    {"population", "N", true},
    {"probability", N_("Probability"), true},
    {"probability_now", N_("Probability now"), true},
    {"program", N_("Program"), false},
    {"question", N_("Question"), false},
    {"rank", N_("Rank"), true},
    {"rank_before", N_("Rank before"), true},
    {"rank_high", N_("to"), true},
    {"rank_high_before", N_("to, before"), true},
    {"rank_low", N_("Rank from"), true},
    {"rank_low_before", N_("Rank from, before"), true},
    {"ranked", N_("Ranked"), true},
    {"rates", N_("Rates"), false},
    {"reason", N_("Reason"), false},
    {"recipe.method", N_("Method of weighing"), false},
    {"recipe.step", N_("Step"), false},
    {"refused", N_("Refused"), true},
    {"released", N_("Called in"), true},
    {"replaced", N_("Replaced"), false},
    {"rescale", N_("Rescaled"), false},
    {"reserve", N_("Reserve"), false},
    {"reserves", N_("Reserves"), true},
    {"returned", N_("Returned"), true},
    {"role", N_("Role"), false},
    {"rows", N_("Rows"), true},
    {"rules", N_("SHA-256 of the rules"), false},
    {"run", N_("Run"), true},
    {"said", N_("What is said"), false},
    {"score_blocks.high", N_("Highest"), true},
    {"score_blocks.low", N_("Lowest"), true},
    {"score_blocks.units", N_("Number of units"), true},
    {"sample.replaced", N_("Replaced because"), false},
    {"scored", N_("Seen in the scoring of line"), true},
    {"se", N_("Standard error"), true},
    {"second", N_("Second appraisal"), true},
    {"seed_digits", N_("Digits of the seed"), true},
    {"seed_from", N_("Seed from"), false},
    {"self", N_("Self score"), true},
    {"self_late", N_("Self score late by"), true},
    {"serial", N_("Serial"), false},
    {"settled", N_("Settled on"), false},
    {"sha256", "SHA-256", false},
    {"share", N_("Share"), true},
    {"sheet", N_("Sheet"), false},
    {"signature", N_("Signature"), false},
    {"sipas", "SIPAS", true},
    {"size", N_("Size"), true},
    {"socio", N_("Socio-economic"), true},
    {"source", N_("Source"), true},
    {"split", N_("Split in line"), true},
    {"stage", N_("Stage"), false},
    {"state", N_("State"), false},
    {"step", N_("No."), true},
    {"stratum", N_("Stratum"), false},
    {"sum", N_("Sum"), true},
    {"survey", N_("Survey"), true},
    {"symbol", N_("Symbol"), false},
    {"team", N_("Monitoring team"), false},
    {"ticket", N_("Ticket"), true},
    {"ticket_start", N_("Tickets from"), true},
    {"time", N_("Time (UTC)"), false},
    {"title", N_("Title"), false},
    {"to_key", N_("Still to key"), true},
    {"total", N_("Total"), true},
    {"total_before", N_("Total before"), true},
    {"totals", N_("Totals"), false},
    {"type", N_("Ballot type"), false},
    {"unhanded", N_("Came back without being handed out"), true},
    {"unit", N_("Unit"), false},
    {"units", N_("Units"), false},
    {"unreasoned", N_("No reason at"), false},
    {"unreturned", N_("Keyed without having come back"), true},
    {"unstated", N_("No error because"), false},
    {"upper", N_("Upper bound"), true},
    {"valid", N_("Valid"), true},
    {"variables", N_("Variables"), false},
    {"verb", N_("Verb"), false},
    {"verified", N_("Verified"), true},
    {"void", N_("Void"), true},
    {"weight", N_("Weight"), true},
    {"weight_now", N_("Weight now"), true},
    {"weight_steps.name", N_("Step"), false},
    {"what", N_("What"), false},
    {"who", N_("Who"), false},
    {"withdrawals.answers", N_("Answers withdrawn"), false},
    {"withdraws", N_("Withdraws line"), true},
};

static const struct table_column *find_known(const char *name)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i].name, name))
            return &known[i];
    return NULL;
}

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
    char *own = xasprintf("%s.%s", table, name);
    const struct table_column *found = find_known(own) ? find_known(own) : find_known(name);
    free(own);
    return found ? (struct table_column){name, found->title, found->number} : (struct table_column){name, NULL, false};
}

/* True where the cells of column NAME of TABLE are states of custody. */
static bool has_states(const char *table, const char *name)
{
    return !strcmp(name, "state") || !strcmp(name, "disposition") ||
           (!strcmp(name, "replaced") && !strcmp(table, "sample"));
}

/* TEXT, which is a state of custody or something else, as people say it. */
static const char *state_words(const char *text)
{
    enum custody state = custody_find(text);
    return state == N_CUSTODY ? text : custody_words(state);
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
                table_text(table, people && has_states(name, columns[i].name) ? state_words(cells[i]) : cells[i]);
    table_close(table);
    free(columns);
    return listing_close(listing, err);
}
