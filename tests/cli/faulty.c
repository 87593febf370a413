/* faulty.c - loaded before libc (LD_PRELOAD): the FAULT_ATth time that something is written, cut, made or forced to a
 * disk, FAULT_HOW happens: "full", no space is left from then on; "once", only this time; "kill", the process dies
 * there, as by SIGKILL.  Writes to the terminal and to pipes do not count.  How often it was is appended to the file
 * FAULT_COUNT at the end. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long times;

static int strikes(void)
{
    static long at = -1;
    static char how;
    if (at < 0) {
        const char *text = getenv("FAULT_AT"), *word = getenv("FAULT_HOW");
        how = word ? *word : 'f';
        at = text ? atol(text) : 0;
    }
    long now = atomic_fetch_add(&times, 1) + 1;
    if (at == 0 || (how == 'f' ? now < at : now != at))
        return 0;
    if (how == 'k')
        kill(getpid(), SIGKILL);
    return 1;
}

static int on_disk(int fd)
{
    struct stat info;
    return fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
}

#define NEXT(name)                                                                                                     \
    static __typeof__(&name) next;                                                                                     \
    if (!next)                                                                                                         \
    next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define FAIL                                                                                                           \
    do {                                                                                                               \
        errno = ENOSPC;                                                                                                \
        return -1;                                                                                                     \
    } while (0)

ssize_t write(int fd, const void *bytes, size_t n)
{
    NEXT(write);
    if (on_disk(fd) && strikes())
        FAIL;
    return next(fd, bytes, n);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at)
{
    NEXT(pwrite);
    if (on_disk(fd) && strikes())
        FAIL;
    return next(fd, bytes, n, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
    NEXT(pwrite64);
    if (on_disk(fd) && strikes())
        FAIL;
    return next(fd, bytes, n, at);
}

int ftruncate64(int fd, off64_t length)
{
    NEXT(ftruncate64);
    if (on_disk(fd) && strikes())
        FAIL;
    return next(fd, length);
}

int fsync(int fd)
{
    NEXT(fsync);
    if (on_disk(fd) && strikes())
        FAIL;
    return next(fd);
}

int fdatasync(int fd)
{
    NEXT(fdatasync);
    if (on_disk(fd) && strikes())
        FAIL;
    return next(fd);
}

__attribute__((destructor)) static void count(void)
{
    const char *to = getenv("FAULT_COUNT");
    char text[24];
    if (to) {
        int n = snprintf(text, sizeof text, "%ld\n", atomic_load(&times));
        int fd = open(to, O_WRONLY | O_CREAT | O_APPEND, 0600);
        if (fd >= 0) {
            NEXT(write);
            (void)!next(fd, text, (size_t)n);
            close(fd);
        }
    }
}
