// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/entity.h"

#include "models/core/date.h"

#include <map>
#include <set>

namespace oxseal {
namespace {

std::map<EntityId, const Entity*> byId(const std::vector<Entity>& entities)
{
    std::map<EntityId, const Entity*> out;
    for (const auto& entity : entities)
        out.emplace(entity.id, &entity);
    return out;
}

} // namespace

Status checkTree(const std::vector<Entity>& entities)
{
    const auto index = byId(entities);
    std::set<std::string> codes;
    for (const auto& entity : entities) {
        if (!codes.insert(entity.code).second || index.at(entity.id) != &entity)
            return fail(kEntityDuplicate, entity.code, {entity.code});
        if (entity.ownershipBasisPoints < 0 || entity.ownershipBasisPoints > 10000)
            return fail(kEntityOwnership, entity.code, {entity.code});
        if (entity.parent && !index.contains(entity.parent))
            return fail(kEntityNoParent, entity.code, {entity.code});
    }
    for (const auto& entity : entities) {
        // A walk up the chain that is longer than the list has met some entity twice.
        const Entity* at = &entity;
        for (std::size_t steps = 0; at->parent; ++steps) {
            if (steps > entities.size())
                return fail(kEntityCycle, entity.code, {entity.code});
            at = index.at(at->parent);
        }
    }
    return {};
}

std::optional<int> groupShare(const std::vector<Entity>& entities, EntityId id)
{
    const auto index = byId(entities);
    std::int64_t share = 10000;
    for (std::size_t steps = 0; steps <= entities.size(); ++steps) {
        const auto at = index.find(id);
        if (at == index.end())
            return std::nullopt;
        share = share * at->second->ownershipBasisPoints / 10000;
        if (!at->second->parent)
            return static_cast<int>(share);
        id = at->second->parent;
    }
    return std::nullopt;
}

bool isYearEnd(std::string_view text)
{
    // 2000 was a leap year, so that 02-29 stands for the end of February.
    return text.size() == 5 && Day::fromIso("2000-" + std::string(text)).has_value();
}

} // namespace oxseal
