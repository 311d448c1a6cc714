// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/workspace/workspace.h"

#include <vector>

namespace oxseal {

/// The inside of one transaction; collects events until the commit.
class LocalUnitOfWork final : public UnitOfWork
{
public:
    LocalUnitOfWork(Database& db, ObjectStore& objects, const Actor& actor, Instant now, const std::string& reason)
        : db_(db), objects_(objects), actor_(actor), now_(now), reason_(reason)
    {
    }
    Database& db() override { return db_; }
    ObjectStore& objects() override { return objects_; }
    const Actor& actor() const override { return actor_; }
    Instant now() const override { return now_; }
    const std::string& reason() const override { return reason_; }
    void record(Event event) override { events_.push_back(std::move(event)); }

    [[nodiscard]] const std::vector<Event>& events() const noexcept { return events_; }
    /// The entries that the events become: header from the environment and the role that permitted the act.
    [[nodiscard]] std::vector<NewEntry> entries(const Environment& environment, const std::string& role) const;

private:
    Database& db_;
    ObjectStore& objects_;
    const Actor& actor_;
    Instant now_;
    const std::string& reason_;
    std::vector<Event> events_;
};

} // namespace oxseal
