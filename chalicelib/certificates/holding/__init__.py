"""What holders find in their account: the results of every session, certificates, documents."""
