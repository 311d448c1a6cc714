// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/identity.h"

#include "models/core/text.h"

#include <array>

namespace oxseal::access {
namespace {

Flag terminatedFrom(std::string_view status)
{
    const std::string word = lowerAscii(trimmed(status));
    for (const auto* gone : {"t", "terminated", "term", "leaver", "left", "inactive", "retired", "deceased", "separated"}) {
        if (word == gone)
            return Flag::Yes;
    }
    for (const auto* here : {"a", "active", "l", "leave", "on leave", "employed", "current", "probation", "notice"}) {
        if (word == here)
            return Flag::No;
    }
    return Flag::Unknown;
}

} // namespace

const char* name(MatchedBy by) noexcept
{
    constexpr std::array<const char*, 4> names{"none", "employee_id", "email", "email_ambiguous"};
    return names[static_cast<std::size_t>(by)];
}

Roster::Roster(std::vector<Worker> workers)
    : workers_(std::move(workers))
{
    byId_.reserve(workers_.size());
    byEmail_.reserve(workers_.size());
    for (std::uint32_t at = 0; at < workers_.size(); ++at) {
        const Worker& worker = workers_[at];
        if (!worker.employeeId.empty())
            byId_.try_emplace(worker.employeeId, at);
        const std::string email = lowerAscii(trimmed(worker.email));
        if (email.empty())
            continue;
        const auto [place, isNew] = byEmail_.try_emplace(email, static_cast<std::int32_t>(at));
        // A rehire has two rows under one employee id: still one person.
        if (!isNew && place->second >= 0
            && workers_[static_cast<std::size_t>(place->second)].employeeId != worker.employeeId)
            place->second = -1;
    }
}

Roster Roster::of(const Table& table)
{
    std::vector<Worker> workers;
    workers.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        Worker worker;
        worker.employeeId = cellText(table, "employee_id", row);
        worker.name = cellText(table, "name", row);
        worker.email = cellText(table, "email", row);
        worker.department = cellText(table, "department", row);
        worker.title = cellText(table, "title", row);
        worker.managerId = cellText(table, "manager_id", row);
        worker.status = cellText(table, "status", row);
        worker.hired = cellDay(table, "hire_date", row);
        worker.termination = cellDay(table, "term_date", row);
        worker.terminated = terminatedFrom(worker.status);
        // A roster without a status column still says who left: by the date.
        if (worker.terminated == Flag::Unknown && worker.status.empty())
            worker.terminated = worker.termination ? Flag::Yes : Flag::No;
        workers.push_back(std::move(worker));
    }
    return Roster(std::move(workers));
}

std::int32_t Roster::byId(const std::string& employeeId) const
{
    const auto found = byId_.find(std::string(trimmed(employeeId)));
    return found == byId_.end() ? -1 : static_cast<std::int32_t>(found->second);
}

IdentityMatch Roster::match(const Account& account) const
{
    const std::int32_t byNumber = account.employeeId.empty() ? -1 : byId(account.employeeId);
    std::int32_t byMail = -1;
    bool ambiguous = false;
    if (!account.email.empty()) {
        const auto found = byEmail_.find(lowerAscii(trimmed(account.email)));
        if (found != byEmail_.end()) {
            byMail = found->second;
            ambiguous = byMail < 0;
        }
    }
    if (byNumber >= 0) {
        const auto same = [this](std::int32_t a, std::int32_t b) {
            return workers_[static_cast<std::size_t>(a)].employeeId == workers_[static_cast<std::size_t>(b)].employeeId;
        };
        return {byNumber, MatchedBy::EmployeeId, byMail >= 0 && !same(byMail, byNumber)};
    }
    if (byMail >= 0)
        return {byMail, MatchedBy::Email, !account.employeeId.empty()};
    return {-1, ambiguous ? MatchedBy::EmailAmbiguous : MatchedBy::None, false};
}

std::vector<std::uint32_t> Roster::sameName(const std::string& wanted) const
{
    std::vector<std::uint32_t> found;
    for (std::uint32_t at = 0; at < workers_.size(); ++at) {
        if (!wanted.empty() && equalsIgnoringCase(trimmed(workers_[at].name), trimmed(wanted)))
            found.push_back(at);
    }
    return found;
}

} // namespace oxseal::access
