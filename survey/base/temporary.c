#include "survey/base/temporary.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "survey/base/memory.h"

static const int ends[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGXCPU, SIGABRT};
#define N_ENDS (sizeof ends / sizeof *ends)

/* Of the process, as signals are.  Whoever changes it holds it with the signals above blocked, so that the handler
 * waits for another thread only. */
static struct {
    atomic_flag held;
    char **paths;
    size_t n, room;
} temporaries = {ATOMIC_FLAG_INIT, NULL, 0, 0};

static void end_signals(sigset_t *set)
{
    sigemptyset(set);
    for (size_t i = 0; i < N_ENDS; i++)
        sigaddset(set, ends[i]);
}

static void take(void)
{
    while (atomic_flag_test_and_set(&temporaries.held))
        ;
}

static void hold(sigset_t *before)
{
    sigset_t set;
    end_signals(&set);
    pthread_sigmask(SIG_BLOCK, &set, before);
    take();
}

static void let_go(const sigset_t *before)
{
    atomic_flag_clear(&temporaries.held);
    pthread_sigmask(SIG_SETMASK, before, NULL);
}

/* Calls nothing but what a handler may. */
static void remove_all(int number)
{
    take();
    for (size_t i = 0; i < temporaries.n; i++)
        unlink(temporaries.paths[i]);
    temporaries.n = 0;
    atomic_flag_clear(&temporaries.held);
    raise(number); /* as it does without us, once this returns */
}

void temporary_guard(void)
{
    struct sigaction before, action = {.sa_handler = remove_all, .sa_flags = (int)SA_RESETHAND};
    end_signals(&action.sa_mask);
    for (size_t i = 0; i < N_ENDS; i++)
        if (sigaction(ends[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
            sigaction(ends[i], &action, NULL);
    signal(SIGXFSZ, SIG_IGN);
}

void temporary_add(const char *path)
{
    sigset_t before;
    char *own = xstrdup(path);
    hold(&before);
    temporaries.paths = grow(temporaries.paths, &temporaries.room, temporaries.n + 1, sizeof *temporaries.paths);
    temporaries.paths[temporaries.n++] = own;
    let_go(&before);
}

void temporary_drop(const char *path)
{
    sigset_t before;
    char *own = NULL;
    hold(&before);
    for (size_t i = 0; !own && i < temporaries.n; i++)
        if (!strcmp(temporaries.paths[i], path)) {
            own = temporaries.paths[i];
            temporaries.paths[i] = temporaries.paths[--temporaries.n];
        }
    let_go(&before);
    free(own);
}
