// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/people_compare.h"

#include "models/access/people_compare.h"
#include "models/core/text.h"
#include "ui/access/access_page.h"
#include "ui/access/review_rows.h"
#include "ui/common/parts.h"
#include "ui/common/table_panel.h"
#include "ui/common/words.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace oxseal::ui {
namespace {

constexpr QSize kSize{980, 620};

std::vector<access::HeldPermission> heldBy(const ReviewBasis& basis, const ReviewCard& card)
{
    std::vector<access::HeldPermission> held;
    for (const LineRow& line : card.lines) {
        const LineContext& context = basis.lines[static_cast<std::size_t>(line.row)];
        held.push_back({line.entitlementKey, basis.listing.entitlements[context.entitlement].level});
    }
    return held;
}

} // namespace

PeopleCompare::PeopleCompare(const ReviewBasis& basis, const std::vector<ReviewCard>& people, const Result<PeopleAcross>& across, QWidget* parent)
    : QDialog(parent)
    , tabs_(new QTabWidget)
{
    setWindowTitle(tr("People side by side"));
    setObjectName(QStringLiteral("peopleCompare"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(kGap12);
    tabs_->setDocumentMode(true);
    std::vector<Column> here;
    for (const ReviewCard& person : people)
        here.push_back({person.title, person.about, heldBy(basis, person)});
    table_ = addTab(tr("This review"), here);
    if (across) {
        std::vector<Column> everywhere;
        for (std::size_t at = 0; at < across->people.size(); ++at) {
            const PersonAcross& person = across->people[at];
            everywhere.push_back({people[at].title, person.accounts.empty() ? tr("no account that can be used") : plain(join(person.accounts, ", ")), person.held});
        }
        across_ = addTab(tr("All systems"), everywhere);
    } else {
        tabs_->addTab(padded(label(errorLine(across.error()), role::kSecondary, true)), tr("All systems"));
    }
    layout->addWidget(tabs_, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setDefault(true); // Return closes, and opens no menu of a table
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    resize(kSize);
}

/// Who is compared, and below permission by permission what each holds.
TablePanel* PeopleCompare::addTab(const QString& title, const std::vector<Column>& people)
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, kGap12, 0, 0);
    layout->setSpacing(kGap);
    std::vector<std::vector<access::HeldPermission>> held;
    std::vector<TableColumn> columns{{QStringLiteral("state"), tr("State"), ColumnKind::Status, 96}, {QStringLiteral("permission"), tr("Permission"), ColumnKind::Text, 260}};
    for (std::size_t i = 0; i < people.size(); ++i) {
        held.push_back(people[i].held);
        columns.push_back({QStringLiteral("person%1").arg(i), people[i].title, ColumnKind::Text, 132});
        layout->addWidget(label(tr("%1: %2; %3.").arg(people[i].title, people[i].about, counted(static_cast<std::int64_t>(held.back().size()), tr("permission"), tr("permissions"))),
            role::kSecondary, true));
    }
    auto list = std::make_shared<ListData>(columns);
    std::int64_t differing = 0;
    for (const access::ComparedPermission& row : access::comparePeople(held)) {
        differing += row.same ? 0 : 1;
        std::vector<TableCell> cells{{row.same ? Mark::Neutral : Mark::Medium, row.same ? tr("Same") : tr("Differs")}, plain(row.key)};
        for (const std::string& level : row.held)
            cells.emplace_back(level.empty() ? QStringLiteral("–") : level == "held" ? tr("held") : plain(level));
        list->add(plain(row.key), std::move(cells));
    }
    auto* table = new TablePanel(title);
    table->setNouns(tr("permission"), tr("permissions"));
    table->setData(std::move(list));
    table->setChips({{tr("Differs · %1").arg(count(differing)), QStringLiteral("state"), tr("Differs")}});
    layout->addWidget(table, 1);
    tabs_->addTab(page, title);
    return table;
}

std::vector<ReviewCard> AccessPage::selectedPeople() const
{
    // All that these people hold in the listing, not only the lines that are selected.
    std::set<std::pair<std::string, std::string>> chosen;
    const auto who = [](const LineRow& line) { return line.subject.empty() ? std::pair(std::string(), line.account) : std::pair(line.subject, std::string()); };
    for (const LineRow& line : selectedLines())
        chosen.insert(who(line));
    if (chosen.size() < access::kFewestCompared || chosen.size() > access::kMostCompared)
        return {};
    std::vector<LineRow> lines;
    for (const LineRow& line : desk_.sheet->lines) {
        if (chosen.contains(who(line)))
            lines.push_back(line);
    }
    return reviewCards(*desk_.basis, lines);
}

QString AccessPage::whyNotCompare() const
{
    std::set<std::string> people;
    for (const LineRow& line : selectedLines())
        people.insert(line.subject.empty() ? "account:" + line.account : line.subject);
    return people.size() >= access::kFewestCompared && people.size() <= access::kMostCompared ? QString()
                                                                                              : tr("Select lines of %1 to %2 people first (Ctrl+click).").arg(access::kFewestCompared).arg(access::kMostCompared);
}

void AccessPage::comparePeople()
{
    const std::vector<ReviewCard> people = selectedPeople();
    if (people.empty())
        return;
    std::vector<std::string> subjects;
    for (const ReviewCard& person : people) {
        const LineRow& line = person.lines.front();
        subjects.push_back(line.subject.empty() ? desk_.sheet->status.row.system + "/" + line.account : line.subject);
    }
    session().read(
        this, [period = desk_.sheet->period, subjects](Workspace& w) { return peopleAcross(w, period, subjects); },
        [this, people](Result<PeopleAcross> across) {
            if (!desk_.basis)
                return;
            PeopleCompare dialog(*desk_.basis, people, across, this);
            dialog.exec();
        });
}

} // namespace oxseal::ui
