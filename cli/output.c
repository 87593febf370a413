#include "cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "survey/memory.h"
#include "survey/message.h"

bool output_open(struct output *output, const char *path, struct error *err)
{
    *output = (struct output){xstrdup(path), xasprintf("%s.%ld.new", path, (long)getpid()), NULL};
    output->file = fopen(output->temporary, "wxe");
    return output->file || error_set(err, E_FILE, _("cannot write \"%s\": %s"), path, strerror(errno));
}

bool output_close(struct output *output, bool ok, struct error *err)
{
    if (output->file) {
        bool whole = fflush(output->file) == 0 && !ferror(output->file) && fsync(fileno(output->file)) == 0;
        whole = fclose(output->file) == 0 && whole;
        if (ok && (!whole || rename(output->temporary, output->path) != 0))
            ok = error_set(err, E_FILE, _("cannot write \"%s\": %s"), output->path, strerror(errno));
        if (!ok)
            unlink(output->temporary);
    }
    free(output->path);
    free(output->temporary);
    return ok;
}
