// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/people_reads.h"
#include "storage/workspace/workspace.h"

#include <optional>
#include <string>
#include <vector>

namespace oxseal {

/// A person with everything that decides what he may sign.
struct PersonView
{
    Person person;
    std::vector<OfficeHolding> offices; ///< by first day
    std::string fingerprint; ///< of the present signing key, hexadecimal; "" without one
    bool holdsAuthority = false; ///< can issue certificates
    std::optional<CertificateRow> certificate; ///< issued (or bootstrap) over the present key
    std::optional<CertificateRow> request; ///< over the present key, not yet confirmed
    std::optional<EnrolmentRow> enrolment; ///< sheet of the present key
    bool signingEnabled = false; ///< the signed sheet is on file
};

/// People and keys as one page shows them.
struct PeopleView
{
    std::vector<PersonView> people; ///< by id, removed ones included
    std::vector<CertificateRow> certificates; ///< by id
    std::vector<Finding> findings;
    bool rotationPending = false; ///< a change of the data key is not finished
};

[[nodiscard]] Result<PeopleView> peopleView(Workspace& workspace);

} // namespace oxseal
