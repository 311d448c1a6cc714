// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace oxseal {

/// A row id that cannot be mistaken for another kind of id. 0 is "none".
template <class Tag>
struct Id
{
    std::int64_t value = 0;

    Id() = default;
    explicit constexpr Id(std::int64_t v) noexcept
        : value(v)
    {
    }
    explicit operator bool() const noexcept { return value != 0; }
    friend auto operator<=>(const Id&, const Id&) = default;
};

using PersonId = Id<struct PersonTag>;
using EntityId = Id<struct EntityTag>;
using SnapshotId = Id<struct SnapshotTag>;
using ObjectId = Id<struct ObjectTag>;
using PeriodId = Id<struct PeriodTag>;
using CampaignId = Id<struct CampaignTag>;
using ReconciliationId = Id<struct ReconciliationTag>;

} // namespace oxseal

template <class Tag>
struct std::hash<oxseal::Id<Tag>>
{
    std::size_t operator()(const oxseal::Id<Tag>& id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
