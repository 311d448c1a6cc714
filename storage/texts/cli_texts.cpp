// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> cliTexts()
{
    static constexpr Entry entries[] = {
        {"cli.mapping_gone", "The header has changed: of the columns named at import {0} the file does not have {1}, so that it lacks {2}.", "Look what became of them, and name the columns with --map field=column."},
        {"cli.several_files", "The files do not fit one source profile together (the nearest: {0}).", "Look at oxseal inspect FILE FILE…, and name the profile with --profile."},
        {"cli.unknown_noun", "There is no command \"{0}\".", "Run \"oxseal help\" for the list of commands."},
        {"cli.no_such_page", "The guide has no page \"{0}\".", "Run \"oxseal help guide\" for its pages."},
        {"cli.unknown_verb", "\"{0}\" has no verb \"{1}\".", "Run \"oxseal help {0}\" for its verbs."},
        {"cli.unknown_option", "\"{1}\" does not know the option {0}.", "Run \"oxseal help {1}\" for its options."},
        {"cli.missing_value", "The option {0} needs a value.", "Write the value after the option."},
        {"cli.missing_option", "The option {0} is required.", "Run \"oxseal help {1}\" for an example."},
        {"cli.missing_argument", "{0} is missing.", "Run \"oxseal help {1}\" for an example."},
        {"cli.extra_argument", "There is one argument too many: \"{0}\".", "Run \"oxseal help {1}\" for an example."},
        {"cli.bad_value", "The value \"{1}\" of {0} is not usable: {2}.", "Run \"oxseal help {3}\" for an example."},
        {"cli.options_exclude", "{0} and {1} do not go together.", "Give one of them."},
        {"cli.not_yet", "\"{0}\" belongs to a later release of Oxseal.", "Run \"oxseal help\" for what works today."},
        {"cli.no_passphrase", "No passphrase was given.",
            "Type it when asked, or name a file with --passphrase-file or OXSEAL_PASSPHRASE_FILE."},
        {"cli.passphrase_file", "The passphrase file cannot be read.", "Check the path and its permissions."},
        {"cli.cannot_read", "The file cannot be read: {0}.", "Check the path and its permissions."},
        {"cli.no_folder", "There is no folder {0}.", "Make it first, or name another file."},
        {"cli.not_a_file", "{0} is no file that could be written: it is a folder or a device.", "Name a file."},
        {"cli.file_exists", "The file {0} is there already.", "Name another one, or give --force to replace it."},
        {"cli.output_is_named", "{0} {1} is a file that this call names already.", "Name another one: the file would be lost."},
        {"cli.cannot_write", "The file cannot be written: {0}.", "Check the folder, its permissions and the free space."},
        {"cli.recovery_file_exists", "The file for the recovery code exists already.",
            "Name a file that does not exist; a recovery code is never written over."},
        {"cli.cancelled", "The work was stopped as asked; nothing was changed.", ""},
    };
    return entries;
}

} // namespace oxseal::texts
