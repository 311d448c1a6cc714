// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/actions/certification_actions.h"
#include "tests/storage/actions/certify_world.h"
#include "tests/support/gui_world.h"
#include "ui/common/table_panel.h"
#include "ui/jobs/session.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTimer>

namespace oxseal::test {

/// The company of CertifyWorld with a session of one of its people.
struct PageWorld
{
    CertifyWorld company;
    std::unique_ptr<ui::Session> session;

    Status enter(const std::string& login)
    {
        session.reset();
        OXSEAL_TRY(auto opened, company.as(login));
        session = std::make_unique<ui::Session>(std::shared_ptr<Workspace>(std::move(opened)));
        return {};
    }
    /// The final draft and the conclusion, by the controller: nothing else stops the officers then.
    Status bindAndConclude()
    {
        OXSEAL_TRY(auto opened, company.as("con"));
        OXSEAL_TRY(const auto period, company.quarter(*opened));
        OXSEAL_CHECK(bindReportBytes(*opened, period, {"form10-q.html", *Day::fromYmd(2026, 11, 12), true}, asBytes("final"), "Final"));
        OXSEAL_CHECK(opened->close());
        return {};
    }
};

[[nodiscard]] inline const ui::Command* commandOf(const ui::Page& page, const char* id)
{
    for (const ui::Command& command : page.commands()) {
        if (command.id == QLatin1String(id))
            return &command;
    }
    return nullptr;
}

/// The table of this name; null when the page has none.
[[nodiscard]] inline ui::TablePanel* tableOf(const QWidget& page, const QString& name)
{
    for (auto* table : page.findChildren<ui::TablePanel*>()) {
        if (table->view().accessibleName() == name)
            return table;
    }
    return nullptr;
}

/// Fills the dialog that opens next and presses its verb: fields by their object names.
inline void answerDialog(std::map<QString, QString> fields)
{
    QTimer::singleShot(50, [fields = std::move(fields)] {
        QWidget* dialog = QApplication::activeModalWidget();
        if (dialog == nullptr)
            return;
        for (const auto& [name, text] : fields) {
            if (auto* line = dialog->findChild<QLineEdit*>(name))
                line->setText(text);
            else if (auto* prose = dialog->findChild<QPlainTextEdit*>(name))
                prose->setPlainText(text);
        }
        if (auto* verb = dialog->findChild<QPushButton*>(QStringLiteral("primary")))
            verb->click();
        // A verb that stayed disabled must not leave the test waiting.
        QTimer::singleShot(50, dialog, &QWidget::close);
    });
}

} // namespace oxseal::test
