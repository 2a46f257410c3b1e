"""Who may open the desk: members of staff, their PINs, and what happens after a wrong one."""
