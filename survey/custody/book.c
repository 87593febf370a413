#include "survey/custody/book.h"

#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"

uint32_t custody_number(struct custody_book *book, const char *text)
{
    return (uint32_t)dictionary_add(book->texts, text, strlen(text), NULL);
}

const char *custody_text(const struct custody_book *book, uint32_t number)
{
    return dictionary_key(book->texts, number);
}

struct custody_ballot *custody_ballot(const struct custody_book *book, int64_t serial)
{
    size_t low = 0, high = book->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (book->ballots[middle].serial < serial)
            low = middle + 1;
        else
            high = middle;
    }
    return low < book->n && book->ballots[low].serial == serial ? &book->ballots[low] : NULL;
}

const struct movement *custody_movement(const struct custody_book *book, const struct custody_ballot *ballot,
                                        enum custody state)
{
    for (uint32_t i = ballot->n; i-- > 0;)
        if (book->movements[ballot->first + i].state == state)
            return &book->movements[ballot->first + i];
    return NULL;
}

static bool read_ballots(struct custody_book *book, struct store *store, struct error *err)
{
    struct query *q = ballots_issued(store, 0, NULL);
    while (query_next(q)) {
        const char *office = query_get_str(q, BALLOT_OFFICE), *replaced = query_get_str(q, BALLOT_REPLACED);
        book->ballots = grow(book->ballots, &book->room, book->n + 1, sizeof *book->ballots);
        book->ballots[book->n++] = (struct custody_ballot){.serial = query_get_int(q, BALLOT_SERIAL),
                                                           .office = custody_number(book, office),
                                                           .event_state = N_CUSTODY,
                                                           .replaced = custody_find(replaced)};
        dictionary_add(book->offices, office, strlen(office), NULL);
    }
    return query_end(q, err);
}

static bool read_numbers(struct custody_book *book, struct store *store, struct error *err)
{
    struct query *q = query_table(store, "custody_number", "serial");
    while (query_next(q)) {
        struct custody_ballot *b = custody_ballot(book, query_get_int(q, 0));
        if (b) {
            b->last_event = (uint32_t)query_get_int(q, 1);
            b->last_movement = (uint32_t)query_get_int(q, 2);
        }
    }
    return query_end(q, err);
}

static bool read_movements(struct custody_book *book, struct store *store, struct error *err)
{
    enum { SERIAL, NUMBER, STATE, EVENT, DATE, BY, OFFICE, BATCH, SOURCE, LINE, RUN };
    struct query *q = query_table(store, "movement_now", "serial, number");
    while (query_next(q)) {
        struct custody_ballot *b = custody_ballot(book, query_get_int(q, SERIAL));
        enum custody state = custody_find(query_get_str(q, STATE));
        if (!b || state == N_CUSTODY)
            continue;
        if (!b->n++)
            b->first = (uint32_t)book->n_movements;
        book->movements = grow(book->movements, &book->movements_room, book->n_movements + 1, sizeof *book->movements);
        book->movements[book->n_movements++] =
            (struct movement){.number = query_get_int(q, NUMBER),
                              .run = query_get_int(q, RUN),
                              .event = query_get_int(q, EVENT),
                              .state = state,
                              .date = custody_number(book, query_get_str(q, DATE)),
                              .by = custody_number(book, query_get_str(q, BY)),
                              .office = custody_number(book, query_get_str(q, OFFICE)),
                              .batch = custody_number(book, query_get_str(q, BATCH))};
    }
    return query_end(q, err);
}

static bool read_steps(struct custody_book *book, struct store *store, struct error *err)
{
    enum { SERIAL, RUN, RANK, NUMBER, STATE };
    struct query *q = query_table(store, "custody_step", "serial, run, rank, number");
    while (query_next(q)) {
        struct custody_ballot *b = custody_ballot(book, query_get_int(q, SERIAL));
        enum custody state = custody_find(query_get_str(q, STATE));
        if (!b || state == N_CUSTODY)
            continue;
        chain_add(&b->chain, state);
        if (query_get_int(q, RANK) == 1) {
            b->event_state = state;
            b->event = (uint32_t)query_get_int(q, NUMBER);
        }
    }
    return query_end(q, err);
}

bool custody_book_read(struct custody_book *book, struct store *store, struct error *err)
{
    *book = (struct custody_book){.texts = dictionary_new(), .offices = dictionary_new()};
    custody_number(book, "");
    return read_ballots(book, store, err) && read_numbers(book, store, err) && read_movements(book, store, err) &&
           read_steps(book, store, err);
}

void custody_book_release(struct custody_book *book)
{
    dictionary_free(book->texts);
    dictionary_free(book->offices);
    free(book->ballots);
    free(book->movements);
    *book = (struct custody_book){0};
}
