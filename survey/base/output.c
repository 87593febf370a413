#include "survey/base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/temporary.h"

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool path_is_database(const char *path)
{
    static const char begins[] = "SQLite format 3";
    char bytes[sizeof begins] = "";
    struct stat info;
    FILE *file =
        stat(path, &info) == 0 && S_ISREG(info.st_mode) ? fopen(path, "rb") : NULL; /* a pipe would be waited for */
    if (!file)
        return false;
    bool found = fread(bytes, 1, sizeof bytes, file) == sizeof bytes && !memcmp(bytes, begins, sizeof bytes);
    fclose(file);
    return found;
}

bool output_may_replace(const char *path, bool force, struct error *err)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return true;
    if (!S_ISREG(info.st_mode))
        return error_set(err, E_FILE, _("\"%s\" is not a file that can be written"), path);
    return force || error_set(err, E_FILE, _("\"%s\" exists already; --force writes over it"), path);
}

bool output_may_write(const char *path, bool force, struct error *err)
{
    return output_may_replace(path, force, err) &&
           (!path_is_database(path) ||
            error_set(err, E_FILE, _("\"%s\" is a database, as rounds are; it is never written over"), path));
}

bool output_open(struct output *output, const char *path, bool force, struct error *err)
{
    *output = (struct output){0};
    if (!output_may_write(path, force, err))
        return false;
    output->path = xstrdup(path);
    output->force = force;
    output->temporary = xasprintf("%s.%ld.tmp", path, (long)getpid());
    temporary_add(output->temporary);
    output->file = fopen(output->temporary, "wbx");
    if (output->file)
        return true;
    error_set(err, E_FILE, _("cannot write \"%s\": %s"), path, strerror(errno));
    temporary_drop(output->temporary);
    free(output->temporary);
    output->temporary = NULL;
    output_abandon(output);
    return false;
}

/* Also a file that another process has made meanwhile is not written over. */
bool output_rename(const char *from, const char *to, bool force)
{
    int status = force ? rename(from, to) : renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
    if (status != 0 && !force && (errno == EINVAL || errno == ENOSYS)) { /* a file system that cannot */
        bool there = access(to, F_OK) == 0;
        status = there ? -1 : rename(from, to);
        if (there)
            errno = EEXIST;
    }
    return status == 0;
}

bool output_commit(struct output *output, struct error *err)
{
    errno = 0;
    bool ok = fflush(output->file) == 0 && !ferror(output->file) && fsync(fileno(output->file)) == 0;
    ok = fclose(output->file) == 0 && ok;
    output->file = NULL;
    ok = ok && output_rename(output->temporary, output->path, output->force);
    if (ok) {
        temporary_drop(output->temporary);
        *output->temporary = '\0';
    } else {
        error_set(err, E_FILE, _("cannot write \"%s\": %s"), output->path, strerror(errno ? errno : EIO));
    }
    output_abandon(output);
    return ok;
}

void output_abandon(struct output *output)
{
    if (output->file)
        fclose(output->file);
    if (output->temporary && *output->temporary) {
        unlink(output->temporary);
        temporary_drop(output->temporary);
    }
    free(output->path);
    free(output->temporary);
    *output = (struct output){0};
}

bool output_folder(const char *path, struct error *err)
{
    struct stat info;
    if (mkdir(path, 0777) != 0 && (errno != EEXIST || stat(path, &info) != 0 || !S_ISDIR(info.st_mode)))
        return error_set(err, E_FILE, _("cannot make folder \"%s\": %s"), path, strerror(errno));
    return access(path, W_OK) == 0 || error_set(err, E_FILE, _("cannot write \"%s\": %s"), path, strerror(errno));
}
