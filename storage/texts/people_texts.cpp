// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> peopleTexts()
{
    static constexpr Entry entries[] = {
        {"people.weak_passphrase", "This passphrase is too weak for somebody who signs: {0} different words, at least {1} are needed.",
            "Use six random words, or thirteen random characters of all kinds."},
        {"people.entity_cycle", "The entity {0} would be its own parent.", "Choose another parent."},
        {"people.entity_no_parent", "The parent of the entity {0} does not exist.", "Add the parent first."},
        {"people.entity_duplicate", "There is already an entity with the code {0}.", "Choose another code."},
        {"people.entity_ownership", "The ownership of {0} must lie between 0 and 100 per cent.", "Correct the percentage."},
        {"people.bad_year_end", "\"{0}\" is not a fiscal year end.", "Write month and day, for example 12-31."},
        {"company.no_such_period", "There is no period {0}.", "Add it with: oxseal period add."},
        {"company.no_such_entity", "There is no entity {0}.", "Add it with: oxseal company entity-add."},
    };
    return entries;
}

} // namespace oxseal::texts
