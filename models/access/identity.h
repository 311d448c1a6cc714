// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/identity_decisions.h"

namespace oxseal::access {

/// One worker of the HR roster.
struct Worker
{
    std::string employeeId;
    std::string name;
    std::string email;
    std::string department;
    std::string title;
    std::string managerId;
    std::string status; ///< as stated
    Flag terminated = Flag::Unknown; ///< from the status word
    std::optional<Day> hired;
    std::optional<Day> termination;
};

/// Why an account is held to be a worker's. A name alone never joins two records: two people may share it.
enum class MatchedBy : std::uint8_t {
    None,
    EmployeeId,
    Email, ///< no usable employee id; exactly one worker has this address
    EmailAmbiguous, ///< several workers have this address: nobody is matched
    Decision, ///< a person decided whose it is, or that it is not the worker's to whom the listing points
};
[[nodiscard]] const char* name(MatchedBy by) noexcept;

struct IdentityMatch
{
    std::int32_t worker = -1; ///< index into Roster::workers, -1 = nobody
    MatchedBy by = MatchedBy::None;
    bool emailDisagrees = false; ///< the id and the e-mail address point to different workers; the id was followed
    std::int64_t decision = 0; ///< the one it rests on; 0: on what the listing states
};

/// Had the worker left on that day? Someone whose status says so without a day has.
[[nodiscard]] Flag hasLeft(const Worker& worker, Day on) noexcept;

/// The HR roster with its look-ups.
class Roster
{
public:
    Roster() = default;
    explicit Roster(std::vector<Worker> workers);
    /// Columns employee_id, name, email, department, title, manager_id, status, hire_date, term_date.
    [[nodiscard]] static Roster of(const Table& table);

    [[nodiscard]] const std::vector<Worker>& workers() const noexcept { return workers_; }
    /// From now on match() follows these; oldest first.
    void follow(std::vector<IdentityDecision> decisions) { decisions_ = IdentityDecisions(std::move(decisions)); }
    [[nodiscard]] const IdentityDecisions& decisions() const noexcept { return decisions_; }
    /// By what people decided, else by what the listing states. An account of which it was decided that it is not the worker's to whom
    /// the listing points is nobody's; that it is somebody's who is not in this roster, likewise.
    [[nodiscard]] IdentityMatch match(const Account& account) const;
    [[nodiscard]] std::int32_t byId(std::string_view employeeId) const;
    /// Workers of this name, as evidence to look at; never a match.
    [[nodiscard]] std::vector<std::uint32_t> sameName(const std::string& name) const;

private:
    [[nodiscard]] IdentityMatch matchStated(const Account& account) const;

    std::vector<Worker> workers_;
    IdentityDecisions decisions_;
    Dictionary ids_, emails_;
    std::vector<std::int32_t> byId_; ///< of ids_: the first worker who has it
    std::vector<std::int32_t> byEmail_; ///< of emails_; -1: several workers
};

} // namespace oxseal::access
