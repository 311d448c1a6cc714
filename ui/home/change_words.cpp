// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/change_words.h"

#include "ui/common/words.h"

#include <QObject>

#include <algorithm>
#include <map>

namespace oxseal::ui {
namespace {

struct Area
{
    QString words;
    QString page;
};

const std::map<std::string, Area>& areas()
{
    const auto area = [](const QString& words, const char* page) { return Area{words, QLatin1String(page)}; };
    static const std::map<std::string, Area> kAreas{
        {"import", area(QObject::tr("Imports"), "import")},
        {"ipe", area(QObject::tr("Imports"), "import")},
        {"review", area(QObject::tr("Access reviews"), "access")},
        {"scope", area(QObject::tr("Access scope"), "scope")},
        {"sod", area(QObject::tr("Segregation of duties"), "sod")},
        {"reconcile", area(QObject::tr("Reconciliations"), "recon")},
        {"account", area(QObject::tr("Accounts closed by rule"), "closed")},
        {"schedule", area(QObject::tr("Schedules"), "schedules")},
        {"journal", area(QObject::tr("Journals"), "journals")},
        {"control", area(QObject::tr("Controls"), "controls")},
        {"checklist", area(QObject::tr("Controls"), "controls")},
        {"evidence", area(QObject::tr("Evidence"), "evidence")},
        {"report", area(QObject::tr("Report and certificates"), "certificates")},
        {"certificate", area(QObject::tr("Report and certificates"), "certificates")},
        {"exhibit", area(QObject::tr("Report and certificates"), "certificates")},
        {"signatures", area(QObject::tr("Report and certificates"), "certificates")},
        {"readiness", area(QObject::tr("Readiness"), "readiness")},
        {"matter", area(QObject::tr("Readiness"), "readiness")},
        {"dcp", area(QObject::tr("Readiness"), "readiness")},
        {"icfr_change", area(QObject::tr("Readiness"), "readiness")},
        {"packet", area(QObject::tr("Packets"), "packets")},
        {"person", area(QObject::tr("People and keys"), "people")},
        {"office", area(QObject::tr("People and keys"), "people")},
        {"enrolment", area(QObject::tr("People and keys"), "people")},
        {"key", area(QObject::tr("People and keys"), "people")},
        {"keyring", area(QObject::tr("People and keys"), "people")},
        {"company", area(QObject::tr("Company and periods"), "settings")},
        {"entity", area(QObject::tr("Company and periods"), "settings")},
        {"period", area(QObject::tr("Company and periods"), "settings")},
        {"workspace", area(QObject::tr("Workspace and backups"), "settings")},
        {"model", area(QObject::tr("Models"), "models")},
        {"ledger", area(QObject::tr("Audit trail"), "audit")},
        {"backup", area(QObject::tr("Workspace and backups"), "settings")},
    };
    return kAreas;
}

} // namespace

std::vector<ChangedArea> changedAreas(const std::vector<std::pair<std::string, std::int64_t>>& verbs)
{
    std::map<QString, ChangedArea> sums;
    for (const auto& [verb, number] : verbs) {
        const auto known = areas().find(verb.substr(0, verb.find('.')));
        const Area area = known == areas().end() ? Area{plain(verb), QStringLiteral("audit")} : known->second;
        ChangedArea& sum = sums[area.words];
        sum.words = area.words;
        sum.page = area.page;
        sum.count += number;
    }
    std::vector<ChangedArea> all;
    for (auto& [words, sum] : sums)
        all.push_back(std::move(sum));
    std::stable_sort(all.begin(), all.end(), [](const ChangedArea& a, const ChangedArea& b) { return a.count > b.count; });
    return all;
}

} // namespace oxseal::ui
