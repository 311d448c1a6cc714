// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/identity.h"

#include "models/access/table_cells.h"
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
    constexpr std::array<const char*, 5> names{"none", "employee_id", "email", "email_ambiguous", "decision"};
    return names[static_cast<std::size_t>(by)];
}

Flag hasLeft(const Worker& worker, Day on) noexcept
{
    if (worker.terminated != Flag::Yes)
        return worker.terminated;
    return !worker.termination || *worker.termination <= on ? Flag::Yes : Flag::No;
}

Roster::Roster(std::vector<Worker> workers)
    : workers_(std::move(workers))
{
    for (std::size_t at = 0; at < workers_.size(); ++at) {
        const Worker& worker = workers_[at];
        if (!worker.employeeId.empty() && ids_.intern(worker.employeeId) == byId_.size())
            byId_.push_back(static_cast<std::int32_t>(at));
        const std::string email = lowerAscii(trimmed(worker.email));
        if (email.empty())
            continue;
        const std::uint32_t number = emails_.intern(email);
        if (number == byEmail_.size()) {
            byEmail_.push_back(static_cast<std::int32_t>(at));
            continue;
        }
        // A rehire has two rows under one employee id: still one person.
        std::int32_t& known = byEmail_[number];
        if (known >= 0 && workers_[static_cast<std::size_t>(known)].employeeId != worker.employeeId)
            known = -1;
    }
}

Roster Roster::of(const Table& table)
{
    const Cells id(table, {"employee_id"}), name(table, {"name"}), email(table, {"email"}), department(table, {"department"}),
        title(table, {"title"}), manager(table, {"manager_id"}), status(table, {"status"}), hired(table, {"hire_date"}),
        left(table, {"term_date"});
    std::vector<Worker> workers;
    workers.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        Worker worker;
        worker.employeeId = id.text(row);
        worker.name = name.text(row);
        worker.email = email.text(row);
        worker.department = department.text(row);
        worker.title = title.text(row);
        worker.managerId = manager.text(row);
        worker.status = status.text(row);
        worker.hired = hired.day(row);
        worker.termination = left.day(row);
        worker.terminated = terminatedFrom(worker.status);
        // A roster without a status column still says who left: by the date.
        if (worker.terminated == Flag::Unknown && worker.status.empty())
            worker.terminated = worker.termination ? Flag::Yes : Flag::No;
        workers.push_back(std::move(worker));
    }
    return Roster(std::move(workers));
}

std::int32_t Roster::byId(std::string_view employeeId) const
{
    const std::uint32_t number = ids_.find(trimmed(employeeId));
    return number == Dictionary::kUnknown ? -1 : byId_[number];
}

IdentityMatch Roster::match(const Account& account) const
{
    const IdentityMatch stated = matchStated(account);
    const IdentityDecision* is = nullptr;
    const IdentityDecision* isNot = nullptr;
    for (const IdentityDecision* decision : decisions_.on(account)) {
        if (decision->same)
            is = decision;
        else if (stated.worker >= 0 && workers_[static_cast<std::size_t>(stated.worker)].employeeId == decision->employeeId)
            isNot = decision;
    }
    if (is != nullptr)
        return {byId(is->employeeId), MatchedBy::Decision, false, is->id};
    return isNot != nullptr ? IdentityMatch{-1, MatchedBy::Decision, false, isNot->id} : stated;
}

IdentityMatch Roster::matchStated(const Account& account) const
{
    const std::int32_t byNumber = account.employeeId.empty() ? -1 : byId(account.employeeId);
    std::int32_t byMail = -1;
    bool ambiguous = false;
    if (!account.email.empty()) {
        const std::uint32_t number = emails_.find(lowerAscii(trimmed(account.email)));
        if (number != Dictionary::kUnknown) {
            byMail = byEmail_[number];
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
