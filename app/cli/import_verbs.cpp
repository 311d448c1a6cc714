// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/inspect_verb.h"

namespace oxseal::cli {

void addImportVerbs(Registry& verbs)
{
    verbs.push_back({"inspect", "", "inspect FILE [--format F] [--dump OUT.csv] [--no-header]",
        {"--format=", "--dump=", "--no-header"}, inspect});
}

} // namespace oxseal::cli
