// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sod_check.h"

namespace oxseal::cli {

void addSodVerbs(Registry& verbs)
{
    verbs.push_back({"sod", "check", "sod check --grants G --rules R.(csv|json) --out OUT.csv",
        {"--grants=", "--rules=", "--accounts=", "--roles=", "--functions=", "--people=", "--out=", "--witnesses="}, sodCheck});
}

} // namespace oxseal::cli
