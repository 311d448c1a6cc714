// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recon/pass_set.h"
#include "storage/import/access_tables.h"
#include "storage/import/sod_rules.h"

#include <cstdlib>

/// Rule sets as JSON and as tables, and the passes of the matcher: what is accepted can be written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace oxseal;
    const std::string_view text = asText({data, size});
    if (const auto set = ruleSetFromJson(text, {{"netsuite", "ERP"}})) {
        const std::string written = canonicalJson(ruleSetToJson(*set));
        const auto again = ruleSetFromJson(written);
        if (!again || canonicalJson(ruleSetToJson(*again)) != written)
            std::abort();
    }
    if (const auto json = parseJson(text))
        (void)recon::parsePassSet(*json);
    const ByteView bytes(data, size);
    const auto rules = readCsvTable(bytes, columnsOf(AccessTable::Rules));
    const auto functions = readCsvTable(bytes, columnsOf(AccessTable::Functions));
    if (rules)
        (void)sod::ruleSetOf(rules->table, functions ? &functions->table : nullptr);
    return 0;
}
