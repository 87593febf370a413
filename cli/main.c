/* dtxhh - sociological survey rounds, from the list of who could be asked to the report. */

#include <libgen.h>
#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/terminal/command.h"
#include "cli/terminal/screen.h"
#include "cli/verbs.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/near.h"
#include "survey/base/temporary.h"
#include "survey/base/version.h"

/* In the order of a round. */
/* clang-format off */
static const struct verb *const verbs[] = {
    &verb_new,
    &verb_define,
    &verb_upgrade,
    &verb_template,
    &verb_status,
    &verb_show,
    &verb_frame_import,
    &verb_frame_freeze,
    &verb_plan,
    &verb_draw,
    &verb_estimate,
    &verb_ticket,
    &verb_issue,
    &verb_import,
    &verb_custody_import,
    &verb_findings_import,
    &verb_points_import,
    &verb_correct,
    &verb_check,
    &verb_weigh,
    &verb_score,
    &verb_explain,
    &verb_report,
    &verb_rehearse,
    &verb_verify,
    &verb_log_show,
    &verb_log_head,
    &verb_log_verify,
    &verb_sign,
    &verb_audit_plan,
    &verb_audit_draw,
    &verb_audit_import,
    &verb_audit_batch,
    &verb_audit_report,
    &verb_identity_seal,
    &verb_identity_unseal,
    &verb_identity_wipe,
    &verb_evidence,
    &verb_split,
    &verb_merge,
    &verb_backup,
    &verb_restore,
    &verb_size,
    &verb_allocate,
    &verb_select,
};
/* clang-format on */

#define N_VERBS (sizeof verbs / sizeof *verbs)

/* Catalogues stand beside the program where it was built, in ../share/locale where it is installed. */
static char *catalogue_folder(void)
{
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    path[n > 0 ? n : 0] = '\0';
    const char *folder = n > 0 ? dirname(path) : ".";
    char *beside = xasprintf("%s/locale", folder);
    if (access(beside, F_OK) == 0)
        return beside;
    free(beside);
    return xasprintf("%s/../share/locale", folder);
}

/* The language asked for, wherever --lang stands. */
static const char *wanted_language(char *const *argv)
{
    for (size_t i = 1; argv[i] && strcmp(argv[i], "--") != 0; i++) {
        if (!strcmp(argv[i], "--lang"))
            return argv[i + 1] ? argv[i + 1] : "";
        if (!strncmp(argv[i], "--lang=", 7))
            return argv[i] + 7;
    }
    const char *set = getenv("DTXHH_LANG");
    return set && *set ? set : "vi";
}

static bool set_language(char *const *argv)
{
    const char *language = wanted_language(argv);
    char *folder = catalogue_folder();
    bool known = message_language(language, folder);
    if (!known) {
        (void)!message_language("vi", folder);
        fprintf(stderr, _("dtxhh: there is no language \"%s\"; expected vi or en\n"), language);
    }
    free(folder);
    return known;
}

static void print_version(void)
{
    printf("dtxhh %s\n", DTXHH_VERSION);
    puts(_(
        "License GPL-3.0-or-later: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>.\n"
        "This is free software: you may change and redistribute it. There is no warranty, as far as the law allows."));
}

/* The verb that WORD was probably meant to be. */
static struct near_words verb_near(const char *word)
{
    const char *names[N_VERBS];
    for (size_t i = 0; i < N_VERBS; i++)
        names[i] = verbs[i]->name;
    return near_among(word, names, N_VERBS);
}

/* All verbs, or those of two words that begin with FIRST. */
static void print_verbs(const char *first, FILE *out)
{
    fputs(_("usage: dtxhh VERB ... [options]\n"), out);
    fputc('\n', out);
    for (size_t i = 0; i < N_VERBS; i++) {
        size_t n = first ? strlen(first) : 0;
        if (!first || (!strncmp(verbs[i]->name, first, n) && verbs[i]->name[n] == ' '))
            fprintf(out, "  %-15s %s\n", verbs[i]->name, _(verbs[i]->summary));
    }
    fputc('\n', out);
    fputs(_("`dtxhh VERB --help` tells what a verb takes. ROUND is a .dtxhh file.\n"), out);
}

/* The verb that the words at WORDS name; *USED is how many of them do. */
static const struct verb *find_verb(char *const *words, size_t *used)
{
    for (size_t i = 0; i < N_VERBS; i++) {
        const char *blank = strchr(verbs[i]->name, ' ');
        size_t n = blank ? (size_t)(blank - verbs[i]->name) : strlen(verbs[i]->name);
        if (strlen(words[0]) != n || memcmp(words[0], verbs[i]->name, n) != 0)
            continue;
        if (blank && (!words[1] || strcmp(words[1], blank + 1) != 0))
            continue;
        *used = blank ? 2 : 1;
        return verbs[i];
    }
    return NULL;
}

static bool begins_verbs(const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i < N_VERBS; i++)
        if (!strncmp(verbs[i]->name, word, n) && verbs[i]->name[n] == ' ')
            return true;
    return false;
}

static enum status run(char *const *argv)
{
    size_t at = 1;
    while (argv[at] && !strncmp(argv[at], "--lang", 6))
        at += argv[at][6] == '=' || !argv[at + 1] ? 1 : 2;
    const char *word = argv[at];
    if (!word) {
        print_verbs(NULL, stderr);
        return STATUS_USAGE;
    }
    if (!strcmp(word, "--help") || !strcmp(word, "--version")) {
        if (!strcmp(word, "--help"))
            print_verbs(NULL, stdout);
        else
            print_version();
        return STATUS_DONE;
    }
    size_t used;
    const struct verb *verb = find_verb(argv + at, &used);
    if (!verb && begins_verbs(word)) {
        const char *second = argv[at + 1];
        bool help = second && !strcmp(second, "--help");
        if (second && !help)
            fprintf(stderr, _("dtxhh: there is no verb \"%s %s\"\n"), word, second);
        print_verbs(word, help ? stdout : stderr);
        return help ? STATUS_DONE : STATUS_USAGE;
    }
    if (!verb) {
        fprintf(stderr, _("dtxhh: there is no verb \"%s\"; `dtxhh --help` lists them%s\n"), word, verb_near(word).text);
        return STATUS_USAGE;
    }
    size_t n = 0;
    while (argv[at + used + n])
        n++;
    struct error err = {0};
    bool help;
    struct arguments *args = arguments_parse(verb, (const char *const *)argv + at + used, n, &help, &err);
    enum status status = STATUS_DONE;
    if (!args) {
        fprintf(stderr, "dtxhh: %s\n", err.text);
        return STATUS_USAGE;
    }
    if (help)
        arguments_help(verb, stdout);
    else
        status = command_run(args);
    arguments_free(args);
    return status;
}

int main(int argc, char **argv)
{
    (void)argc;
    /* Large blocks go back to the system when they are freed, however many there were before. */
    mallopt(M_MMAP_THRESHOLD, 1 << 17);
    screen_guard();
    temporary_guard();
    if (!set_language(argv))
        return STATUS_USAGE;
    enum status status = run(argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs(_("dtxhh: the output cannot be written; is the disk full?\n"), stderr);
        return STATUS_FAILED;
    }
    return (int)status;
}
