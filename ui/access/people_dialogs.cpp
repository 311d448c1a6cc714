// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access/review_dialogs.h"
#include "ui/common/form_dialog.h"
#include "ui/common/parts.h"
#include "ui/common/words.h"

namespace oxseal::ui {
namespace {

constexpr int kUsualDays = 14;

QComboBox* personBox(const std::vector<Person>& people, const char* id)
{
    auto* box = new QComboBox;
    box->setObjectName(QLatin1String(id));
    for (const Person& person : people)
        box->addItem(plain(person.name), QString::fromStdString(person.login));
    return box;
}

std::string loginIn(const QComboBox* box) { return box->currentData().toString().toStdString(); }

} // namespace

std::optional<StandInAnswer> askStandIn(QWidget* parent, const std::vector<Person>& people, const Actor& actor, Day today)
{
    FormDialog dialog(parent, QObject::tr("Ask for a stand-in"), QObject::tr("Ask"));
    dialog.addWords(QObject::tr("Somebody decides in another's place from the first to the last day, once another controller or chief officer has approved it. "
                               "A stand-in has no stand-in."));
    std::vector<Person> replaced = people;
    if (!allowed(actor.roles, Permission::RunReview))
        std::erase_if(replaced, [&](const Person& person) { return person.id != actor.person; });
    auto* from = personBox(replaced, "standin.from");
    auto* to = personBox(people, "standin.to");
    auto* first = new DayEdit(today);
    auto* last = new DayEdit(today.plus(kUsualDays));
    dialog.form().addField(QObject::tr("Who is replaced"), from);
    dialog.form().addField(QObject::tr("Stand-in"), to, QObject::tr("Never on the own access of whom they replace and report to."));
    dialog.form().addField(QObject::tr("First day"), first);
    dialog.form().addField(QObject::tr("Last day"), last);
    dialog.askReason(QObject::tr("Absence"));
    dialog.setCheck([=]() -> QString {
        if (from->currentIndex() < 0)
            return QObject::tr("You do not decide on access, so nobody can stand in for you.");
        if (loginIn(from) == loginIn(to))
            return QObject::tr("Choose another person as stand-in.");
        if (last->day() < first->day())
            return QObject::tr("The last day lies before the first.");
        return last->day() < today ? QObject::tr("The last day is over.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    return StandInAnswer{{loginIn(from), loginIn(to), first->day(), last->day()}, dialog.reason().toStdString()};
}

std::optional<SuccessionAnswer> askSuccession(QWidget* parent, const std::vector<Person>& leaving, const std::vector<Person>& people)
{
    FormDialog dialog(parent, QObject::tr("Hand over a reviewer's work"), QObject::tr("Hand over"));
    dialog.addWords(QObject::tr("For all open reviews of the period, in one act: what is not decided goes to the successor; decisions on flagged or privileged "
                               "lines are to be confirmed by the successor; other decisions stay. Lines that the successor may not decide are left without "
                               "a reviewer and listed."));
    auto* from = personBox(leaving, "succeed.from");
    auto* to = personBox(people, "succeed.to");
    dialog.form().addField(QObject::tr("Who leaves"), from);
    dialog.form().addField(QObject::tr("Successor"), to);
    dialog.askReason();
    dialog.setCheck([=]() -> QString {
        if (from->currentIndex() < 0)
            return QObject::tr("Nobody has anything open.");
        return loginIn(from) == loginIn(to) ? QObject::tr("Choose another person as successor.") : QString();
    });
    if (!dialog.ask())
        return std::nullopt;
    return SuccessionAnswer{loginIn(from), loginIn(to), dialog.reason().toStdString()};
}

} // namespace oxseal::ui
