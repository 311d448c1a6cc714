// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/access_compare.h"
#include "app/cli/review_verbs.h"
#include "app/cli/scope_verbs.h"

namespace oxseal::cli {

void addAccessVerbs(Registry& verbs)
{
    verbs.push_back({"access", "compare",
        "access compare --listing L (or --grants G --accounts A --entitlements E) --roster R --as-of D --out OUT.csv",
        {"--listing=", "--grants=", "--accounts=", "--entitlements=", "--roster=", "--as-of=", "--previous=",
            "--previous-roster=", "--dormant-days=", "--key-days=", "--out="},
        accessCompare, {{"--out", comparedHeader()}}});
    addReviewVerbs(verbs);
    addScopeVerbs(verbs);
}

} // namespace oxseal::cli
