// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/finding.h"
#include "storage/packet/packet_file.h"
#include "storage/reads/company_reads.h"
#include "storage/repos/administration_repo.h"
#include "storage/workspace/workspace.h"

#include <string>
#include <vector>

namespace oxseal {

/// An act of an administrator as a reviewer reads it.
struct ActView
{
    AdministratorAct act;
    std::string person; ///< name
    std::string reason; ///< "" when the body was disposed of
    std::string changes; ///< "roles[1]: administrator; state: active → removed", cut when long
    std::int64_t review = 0; ///< that covers it; 0: not reviewed
    std::string question; ///< of the reviewer, "" none
};

struct ActsReviewView
{
    ActsReviewRow row;
    std::string signer; ///< name
};

/// What administrators did and who looked through it (P3), for one quarter.
struct AdministrationView
{
    std::vector<ActView> due; ///< not reviewed, up to the period's last day; in order of the ledger
    std::vector<ActView> reviewed; ///< of the reviews signed for this period
    std::int64_t later = 0; ///< acts of later periods that wait for their own review
    std::vector<ActsReviewView> reviews; ///< signed for this period, oldest first
    ActsHindrance hindrance = ActsHindrance::None; ///< why whoever looks may not sign
};
[[nodiscard]] Result<AdministrationView> administrationView(Workspace& workspace, const PeriodRow& period);

/// Acts that nobody looked through although the period is over, and acts that a reviewer did not find in order.
[[nodiscard]] Result<std::vector<Finding>> administrationMatters(Workspace& workspace, const PeriodRow& period);

/// data/administrator_acts.csv and data/administrator_reviews.csv with their dictionary; none when nobody did anything as an administrator.
[[nodiscard]] Result<std::vector<PacketFile>> administrationPacketFiles(Workspace& workspace, const PeriodRow& period);

} // namespace oxseal
