// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/rule_source.h"

#include "storage/import/access_tables.h"
#include "storage/import/mapped_file.h"
#include "storage/import/sod_rules.h"
#include "storage/reads/rule_packs.h"

namespace oxseal {

Result<sod::RuleSet> readRuleSet(const RuleSource& source)
{
    if (source.builtIn)
        return genericRuleSet(source.systems);
    if (source.file.extension() == ".json") {
        OXSEAL_TRY(const MappedFile file, MappedFile::open(source.file));
        const ByteView bytes = file.bytes();
        return ruleSetFromJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, source.systems);
    }
    OXSEAL_TRY(const TableRead rules, readAccessTable(source.file, AccessTable::Rules));
    std::optional<TableRead> functions;
    if (!source.functions.empty()) {
        OXSEAL_TRY(functions, readAccessTable(source.functions, AccessTable::Functions));
    }
    OXSEAL_TRY(sod::RuleSet set, sod::ruleSetOf(rules.table, functions ? &functions->table : nullptr));
    set.name = source.name.empty() ? "company" : source.name;
    set.version = source.version;
    return set;
}

Result<BuiltInRules> builtInRules()
{
    BuiltInRules built;
    OXSEAL_TRY(built.rules, genericRuleSet());
    OXSEAL_TRY(const Json pack, resourceJson(":/rules/sod_generic.json"));
    built.about = pack["about"].toString();
    for (const auto& [key, words] : pack["sources"].toObject())
        built.sources.push_back(words.toString());
    for (const auto& [id, name] : pack["systems"].toObject())
        built.products.emplace_back(id, name.toString());
    return built;
}

} // namespace oxseal
