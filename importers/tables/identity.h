/* identity.h - what says who somebody is: columns of a list by their header, and texts that stand where they should
 * not.
 */
#ifndef IMPORTERS_IDENTITY_H
#define IMPORTERS_IDENTITY_H

#include <stdbool.h>

enum identity {
    IDENTITY_NONE,
    IDENTITY_NAME,
    IDENTITY_CONTACT, /* how to reach them, */
    IDENTITY_PAPER,   /* the number of a paper that only they have: who has either and the same name is the same */
    IDENTITY_ADDRESS,
    IDENTITY_OTHER,
};

/* What a column with HEADER says of a person, by words in it, with or without marks. */
enum identity identity_of_header(const char *header);
/* The same where it is beyond doubt: not for "Tên huyện", "Loại hộ" or "Nhóm người trả lời", which a list may be drawn
 * by.
 */
bool identity_is_sure(const char *header);

/* What TEXT looks like; for messages in this order. */
enum identity_look { LOOKS_TELEPHONE, LOOKS_CITIZEN, LOOKS_EMAIL, LOOKS_NAME, N_IDENTITY_LOOKS, LOOKS_NOT };

/* A Vietnamese telephone number, with or without its 0 or 84; a citizen number of 9 or 12 digits; an e-mail address; a
 * name that begins with a Vietnamese surname.  Of a PLACE, which may be called "Hà Đông" or "Lê Chân", only a name
 * whose second word is one that people have. */
enum identity_look identity_look(const char *text, bool place);

/* TEXT, a contact, to compare by: of a telephone number its digits without 0 or 84.  A new string. */
char *identity_contact(const char *text);

#endif
