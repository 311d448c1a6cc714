// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workspace/unit_of_work.h"

namespace oxseal {

std::vector<NewEntry> LocalUnitOfWork::entries(const Environment& environment, const std::string& role) const
{
    std::vector<NewEntry> all;
    all.reserve(events_.size());
    for (const Event& event : events_) {
        NewEntry entry;
        EntryHeader& header = entry.header;
        header.time = now_;
        header.zone = environment.clock.zone;
        header.clock = environment.clock.source;
        header.person = actor_.person;
        header.role = role;
        header.auth = actor_.authMethod;
        header.host = environment.host;
        header.osUser = environment.osUser;
        header.verb = event.verb;
        header.object = event.object;
        header.module = event.module;
        header.version = OXSEAL_VERSION;
        Json body;
        body.set("after", event.after)
            .set("before", event.before)
            .set("login", actor_.login)
            .set("name", actor_.name)
            .set("reason", reason_)
            .set("ticket", event.ticket);
        entry.body = canonicalJson(body);
        all.push_back(std::move(entry));
    }
    return all;
}

} // namespace oxseal
