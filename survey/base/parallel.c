#include "survey/base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#define MOST_THREADS 64

struct queue {
    atomic_size_t next;
    size_t n;
    void (*work)(void *data, size_t piece);
    void *data;
};

static void *run(void *argument)
{
    struct queue *q = argument;
    for (size_t i; (i = atomic_fetch_add(&q->next, 1)) < q->n;)
        q->work(q->data, i);
    return NULL;
}

size_t parallel_threads(void)
{
    const char *wish = getenv("DTXHH_THREADS");
    long n = wish ? strtol(wish, NULL, 10) : sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MOST_THREADS ? MOST_THREADS : (size_t)n;
}

void parallel(size_t n, size_t most, void (*work)(void *data, size_t piece), void *data)
{
    struct queue q = {.next = 0, .n = n, .work = work, .data = data};
    size_t threads = most ? most : parallel_threads();
    threads = threads > n ? n : threads;
    pthread_t others[MOST_THREADS];
    size_t n_others = 0;
    /* A thread that cannot be had is one less. */
    while (n_others + 1 < threads && pthread_create(&others[n_others], NULL, run, &q) == 0)
        n_others++;
    run(&q);
    for (size_t i = 0; i < n_others; i++)
        pthread_join(others[i], NULL);
}
