// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

namespace oxseal::cli {

void addLaterVerbs(Registry& verbs)
{
    verbs.push_back({"register", "", "register KIND VERB WORKSPACE   changes, vendors, incidents", {}, {}});
    verbs.push_back({"hold", "", "hold VERB WORKSPACE   legal holds and retention", {}, {}});
    verbs.push_back({"watch", "", "watch WORKSPACE   continuous monitoring of drop folders", {}, {}});
}

} // namespace oxseal::cli
