#include "importers/tables/identity.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/memory.h"
#include "survey/base/text.h"

/* Words in a header by which a column identifies a person, the first that is found; matched without marks, anywhere in
 * it. */
static const struct {
    const char *word;
    enum identity identity;
} words[] = {
    {"contact", IDENTITY_CONTACT},
    {"lien he", IDENTITY_CONTACT},
    {"dien thoai", IDENTITY_CONTACT},
    {"phone", IDENTITY_CONTACT},
    {"sdt", IDENTITY_CONTACT},
    {"so dt", IDENTITY_CONTACT},
    {"di dong", IDENTITY_CONTACT},
    {"mobile", IDENTITY_CONTACT},
    {"email", IDENTITY_CONTACT},
    {"thu dien tu", IDENTITY_CONTACT},
    {"cccd", IDENTITY_PAPER},
    {"cmnd", IDENTITY_PAPER},
    {"can cuoc", IDENTITY_PAPER},
    {"ho chieu", IDENTITY_PAPER},
    {"zalo", IDENTITY_CONTACT},
    {"facebook", IDENTITY_CONTACT},
    {"dia chi", IDENTITY_ADDRESS},
    {"address", IDENTITY_ADDRESS},
    {"ngay sinh", IDENTITY_OTHER},
    {"birth", IDENTITY_OTHER},
    {"name", IDENTITY_NAME},
    {"ten", IDENTITY_NAME},
    {"ho", IDENTITY_NAME},
    {"nguoi", IDENTITY_NAME},
};

/* The commonest family names; a text without any mark is compared without. */
static const char surnames[] = " nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào vương trịnh"
                               " trương đinh lâm mai lương lưu tạ chu phùng quách kiều triệu nghiêm ";

/* Words between a family name and a given name that no place has there. */
static const char middle_words[] = " van thi huu duc ngoc minh thanh quang xuan dinh cong anh thu hong ba duy quoc manh"
                                   " tuan trong the viet dang thuy thuy gia bao khac ";

/* HEADER without marks, `_` and `-` as blanks; a new string. */
static char *plain_header(const char *header)
{
    char *plain = text_plain(header);
    for (char *p = plain; *p; p++)
        if (*p == '_' || *p == '-')
            *p = ' ';
    return plain;
}

enum identity identity_of_header(const char *header)
{
    char *plain = plain_header(header);
    enum identity found = IDENTITY_NONE;
    for (size_t i = 0; !found && i < sizeof words / sizeof *words; i++) {
        /* Short words must stand alone: "ho" is a family name, not part of "khoa". */
        const char *at = strstr(plain, words[i].word);
        size_t n = strlen(words[i].word);
        while (at && n <= 3 && ((at > plain && at[-1] != ' ') || (at[n] && at[n] != ' ')))
            at = strstr(at + 1, words[i].word);
        if (at)
            found = words[i].identity;
    }
    free(plain);
    return found;
}

bool identity_is_sure(const char *header)
{
    static const char *const names[] = {"ten",       "ho",       "ho dem",     "name",
                                        "full name", "fullname", "first name", "last name"};
    static const char *const begin[] = {"ho ten",   "ho va ten",     "ten nguoi",
                                        "ten chu ", "nguoi tra loi", "nguoi lien he"};
    enum identity identity = identity_of_header(header);
    char *plain = plain_header(header);
    bool sure = identity != IDENTITY_NONE && identity != IDENTITY_NAME;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        sure = sure || !strcmp(plain, names[i]);
    for (size_t i = 0; i < sizeof begin / sizeof *begin; i++)
        sure = sure || !strncmp(plain, begin[i], strlen(begin[i]));
    free(plain);
    return sure;
}

/* The digits of TEXT where it has nothing else but marks between them; "" otherwise.  A new string. */
static char *digits_of(const char *text)
{
    char *digits = xstrdup(text);
    size_t n = 0;
    for (const char *p = text; *p; p++) {
        if (*p >= '0' && *p <= '9')
            digits[n++] = *p;
        else if (!strchr(" .-()+", *p))
            n = 0;
        if ((*p < '0' || *p > '9') && !strchr(" .-()+", *p))
            break;
    }
    digits[n] = '\0';
    return digits;
}

/* The digits of a telephone number behind its 0 or 84; NULL where it is none.  Prefixes of mobile telephones by the
 * numbering plan of 2018, and of telephones in houses, 2. */
static const char *behind_zero(const char *digits)
{
    const char *rest = digits;
    size_t n = strlen(digits);
    if (!strncmp(digits, "84", 2) && (n == 11 || n == 12))
        rest += 2;
    else if (*digits == '0' && (n == 10 || n == 11))
        rest++;
    n = strlen(rest);
    bool mobile =
        n == 9 && ((*rest == '3' && rest[1] >= '2') || (*rest == '5' && strchr("25689", rest[1])) ||
                   (*rest == '7' && strchr("06789", rest[1])) || (*rest == '8' && rest[1] >= '1') || *rest == '9');
    return mobile || (n == 10 && *rest == '2' && rest != digits) ? rest : NULL;
}

/* Nine digits of an identity card, of which the first two name a province, or twelve, of which the first three do. */
static bool is_citizen(const char *digits)
{
    size_t n = strlen(digits);
    if (n == 12)
        return *digits == '0' && strncmp(digits, "000", 3) > 0 && strncmp(digits, "096", 3) <= 0;
    return n == 9 && *digits >= '0' && *digits <= '3' && strncmp(digits, "00", 2) > 0;
}

static bool is_email(const char *text)
{
    const char *at = strchr(text, '@');
    return at && at > text && strchr(at, '.') && at[1] != '.' && !strchr(text, ' ');
}

/* True when LIST, words between blanks, has the first N bytes of WORD. */
static bool has_word(const char *list, const char *word, size_t n)
{
    for (const char *at = strstr(list, " "); at && at[1]; at = strchr(at + 1, ' '))
        if (!strncmp(at + 1, word, n) && at[1 + n] == ' ')
            return true;
    return false;
}

static bool is_name(const char *text, bool place)
{
    bool ascii = text_is_ascii(text, strlen(text));
    char *plain = text_plain(text), *alike = text_alike(text), *list = ascii ? text_plain(surnames) : xstrdup(surnames);
    char *words_of = text_trim(plain);
    size_t n_words = 1, first = strcspn(words_of, " ");
    const char *second = words_of + first + strspn(words_of + first, " ");
    bool letters = *words_of != '\0';
    for (const char *p = words_of; *p; p++) {
        letters = letters && ((*p >= 'a' && *p <= 'z') || *p == ' ');
        n_words += *p == ' ' && p[1] != ' ';
    }
    bool name = letters && n_words >= (place || ascii ? 3 : 2) && n_words <= 6 &&
                has_word(list, alike, strcspn(alike, " ")) &&
                (!place || has_word(middle_words, second, strcspn(second, " ")));
    free(plain);
    free(alike);
    free(list);
    free(words_of);
    return name;
}

enum identity_look identity_look(const char *text, bool place)
{
    char *digits = digits_of(text);
    enum identity_look look = *digits && behind_zero(digits)  ? LOOKS_TELEPHONE
                              : *digits && is_citizen(digits) ? LOOKS_CITIZEN
                              : is_email(text)                ? LOOKS_EMAIL
                              : is_name(text, place)          ? LOOKS_NAME
                                                              : LOOKS_NOT;
    free(digits);
    return look;
}

char *identity_contact(const char *text)
{
    char *digits = digits_of(text);
    const char *rest = *digits ? behind_zero(digits) : NULL;
    char *contact = rest ? xstrdup(rest) : *digits ? xstrdup(digits) : text_alike(text);
    free(digits);
    return contact;
}
